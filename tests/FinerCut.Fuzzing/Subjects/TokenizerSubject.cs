using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using FinerCut.Fuzzing.Runs;
using FinerCut.TestModels.Decoders;
using FinerCut.TestModels.Files;

namespace FinerCut.Fuzzing.Subjects;

/// <summary>Tokenizers in the forms that are read: <c>tokenizer.json</c>, SentencePiece, tiktoken.</summary>
internal sealed class TokenizerSubject : FuzzSubject
{
    private const string Text =
        "The river  went slow, and 1234 boats é 世界 <s> \t\n aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaab";

    private readonly (string Path, byte[] Bytes)[] _files;
    private readonly string _text;

    /// <summary>Writes a tokenizer in each form.</summary>
    /// <param name="name">What tables call the kind.</param>
    /// <param name="folder">An existing folder.</param>
    public TokenizerSubject(string name, string folder)
        : base(name)
    {
        _text = Path.Combine(folder, "text.txt");
        File.WriteAllText(_text, Text);
        string[] paths =
        [
            Json(folder), Rich(
                folder), SentencePiece(folder, "unigram", 1), SentencePiece(folder, "bpe", 2), Tiktoken(folder),
        ];
        _files = [.. paths.Select(path => (path, File.ReadAllBytes(path)))];
    }

    /// <inheritdoc/>
    public override FuzzInput Make(Random random)
    {
        (string path, byte[] bytes) = Any(_files, random);
        bool isJson = path.EndsWith(".json", StringComparison.Ordinal);
        DamagedFile damaged = !isJson ? DamagedBytes.Blind(bytes, random)
            : random.Next(3) > 0 ? DamagedBytes.Json(bytes, random)
            : DamagedPatterns.Of(bytes, random);
        string folder = Path.GetDirectoryName(path)!;
        return new FuzzInput
        {
            Subject = Name,
            Description = $"{Path.GetFileName(folder)}: {damaged.Description}",
            Path = path,
            Bytes = damaged.Bytes,
            Commands = [["tokens", folder, _text], ["tokens", folder, _text, "--ids", "--special"]],
            Model = folder,
        };
    }

    private static string Json(string folder)
    {
        string own = Create(folder, "json");
        TinyTokenizer.Write(own, TinyTokenizer.LargestVocabulary);
        return Path.Combine(own, "tokenizer.json");
    }

    /// <summary>A <c>tokenizer.json</c> with something of every part.</summary>
    private static string Rich(string folder)
    {
        string own = Create(folder, "parts");
        TinyTokenizer.Write(own, TinyTokenizer.LargestVocabulary);
        string path = Path.Combine(own, "tokenizer.json");
        JsonNode tokenizer = JsonNode.Parse(File.ReadAllBytes(path))!;
        DamagedPatterns.AddParts(tokenizer);
        File.WriteAllText(path, tokenizer.ToJsonString());
        return path;
    }

    private static string SentencePiece(string folder, string kind, int model)
    {
        string own = Create(folder, kind);
        string[] pieces = ["<unk>", "<s>", "</s>", "▁", "a", "b", "c", "▁a", "ab", "▁ab", "abc", "▁abc"];
        File.WriteAllText(
            Path.Combine(own, "tokenizer_config.json"),
            """{"tokenizer_class":"LlamaTokenizer","legacy":false,"add_bos_token":true,"bos_token":"<s>"}""");
        SentencePieceWriter writer = new()
        {
            Model = model,
            Pieces =
            [
                .. pieces.Select((piece, id) => (piece, (float)-id, KindOf(id))),
                .. Enumerable.Range(0, 256).Select(value => ($"<0x{value:X2}>", -20f, SentencePieceWriter.Byte)),
            ],
        };
        string path = Path.Combine(own, "tokenizer.model");
        File.WriteAllBytes(path, writer.ToBytes());
        return path;
    }

    private static int KindOf(int id) =>
        id == 0 ? SentencePieceWriter.Unknown : id < 3 ? SentencePieceWriter.Control : SentencePieceWriter.Normal;

    private static string Tiktoken(string folder)
    {
        byte[][] tokens =
            [
                .. Enumerable.Range(0, 256).Select(value => new[] { (byte)value }),
                [.. "ab"u8],
                [.. " a"u8],
                [.. " ab"u8]
            ];
        StringBuilder text = new();
        foreach ((int rank, byte[] token) in tokens.Index())
        {
            text.Append(CultureInfo.InvariantCulture, $"{Convert.ToBase64String(token)} {rank}\n");
        }

        string path = Path.Combine(Create(folder, "tiktoken"), "qwen.tiktoken");
        File.WriteAllText(path, text.ToString());
        return path;
    }

    private static string Create(string folder, string name) =>
        Directory.CreateDirectory(Path.Combine(folder, name)).FullName;
}
