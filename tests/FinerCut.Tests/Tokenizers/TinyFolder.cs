using System.Text;
using System.Text.Json.Nodes;
using FinerCut.TestModels.Files;
using FinerCut.Tokenizers.Models;

namespace FinerCut.Tests.Tokenizers;

/// <summary>Small tokenizers, as all files of their folder.</summary>
internal static class TinyFolder
{
    internal const string Configuration = """
        {"tokenizer_class":"LlamaTokenizer","legacy":false,"add_bos_token":true,"add_eos_token":false,"add_prefix_space":true,
        "bos_token":{"content":"<s>","lstrip":false,"rstrip":false,"normalized":false,"single_word":false},"eos_token":"</s>","model_max_length":1e30,
        "added_tokens_decoder":{"0":{"content":"<unk>","special":true},"1":{"content":"<s>","special":true},"9":{"content":"<m>","rstrip":true}}}
        """;

    private static readonly string[] Pieces =
        ["<unk>", "<s>", "</s>", "▁", "a", "b", "c", "▁a", "ab", "▁ab", "abc", "▁abc"];

    /// <summary>A <c>tokenizer.json</c> with something of every part.</summary>
    internal static JsonObject Json() => TinyTokenizer.ByteLevel()
        .WithModel("ignore_merges", "true")
        .With(
            "normalizer",
            """{"type":"Sequence","normalizers":[{"type":"NFC"},{"type":"Replace","pattern":{"Regex":" {3,}"},"content":" "}]}""")
        .With(
            "pre_tokenizer",
            """{"type":"Sequence","pretokenizers":[{"type":"Split","pattern":{"Regex":"\\p{N}{1,3}|\\s+(?!\\S)"},"behavior":"Isolated","invert":false},{"type":"Digits","individual_digits":true},{"type":"ByteLevel","add_prefix_space":false,"trim_offsets":true,"use_regex":true}]}""")
        .With(
            "post_processor",
            """{"type":"TemplateProcessing","single":[{"SpecialToken":{"id":"<s>","type_id":0}},{"Sequence":{"id":"A","type_id":0}}],"special_tokens":{"<s>":{"id":"<s>","ids":[300],"tokens":["<s>"]}}}""")
        .WithAdded(300, "<s>", "special").WithAdded(301, "<m>", "lstrip", "rstrip", "normalized");

    /// <summary>A SentencePiece model for <see cref="Configuration"/>; 1 for Unigram, 2 for BPE.</summary>
    internal static byte[] SentencePiece(int model) => new SentencePieceWriter
    {
        Model = model,
        Pieces =
        [
            .. Pieces.Select((piece, id) => (piece, (float)-id, id == 0
                ? SentencePieceWriter.Unknown
                : id < 3 ? SentencePieceWriter.Control : SentencePieceWriter.Normal)),
            .. Enumerable.Range(0, 256).Select(value => ($"<0x{value:X2}>", -20f, SentencePieceWriter.Byte)),
        ],
    }.ToBytes();

    /// <summary>All bytes, and a few longer tokens.</summary>
    internal static byte[] Tiktoken() => Encoding.ASCII.GetBytes(TiktokenWriter.ToText(
    [
        .. Enumerable.Range(0, 256).Select(value => (new[] { (byte)value }, value)),
        ("ab"u8.ToArray(), 256), (" a"u8.ToArray(), 257), (" ab"u8.ToArray(), 258), ("12"u8.ToArray(), 259),
    ]));

    /// <summary>A vocabulary of all bytes with merges <c>a b</c> and <c>Ġ ab</c>.</summary>
    internal static byte[] Vocabulary()
    {
        JsonObject vocabulary = [];
        for (int value = 0; value <= byte.MaxValue; value++)
        {
            vocabulary[ByteLetters.Encode([(byte)value])] = value;
        }

        vocabulary["ab"] = 256;
        vocabulary["Ġab"] = 257;
        vocabulary["<|endoftext|>"] = 258;
        return Encoding.UTF8.GetBytes(vocabulary.ToJsonString());
    }
}
