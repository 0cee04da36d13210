using System.Text.Json;
using FinerCut.Tokenizers.Decoders;
using FinerCut.Tokenizers.Files;
using FinerCut.Tokenizers.Limits;

namespace FinerCut.Tests.Tokenizers;

public class DecoderTests
{
    [Theory]
    [InlineData("""{"type":"ByteLevel"}""", "Ġa|Ã|©|▁", " aé▁")]
    [InlineData("""{"type":"Replace","pattern":{"String":"▁"},"content":" "}""", "▁a|b▁", " a|b ")]
    [InlineData("""{"type":"ByteFallback"}""", "a|<0xE5>|<0x8f>|<0xAB>|b", "a|叫|b")]
    [InlineData("""{"type":"ByteFallback"}""", "<0xE5>|<0x8F>|b|<0x61>", "\uFFFD|\uFFFD|b|a")]
    [InlineData("""{"type":"Fuse"}""", "a|b", "ab")]
    [InlineData("""{"type":"Strip","content":" ","start":1,"stop":2}""", "  a   |b", " a |b")]
    [InlineData(
        """{"type":"Metaspace","replacement":"▁","prepend_scheme":"always","split":true}""", "▁Hey|▁you", "Hey| you")]
    [InlineData("""{"type":"Metaspace","replacement":"▁","prepend_scheme":"never"}""", "▁Hey|▁you", " Hey| you")]
    [InlineData(
        """{"type":"Sequence","decoders":[{"type":"Fuse"},{"type":"Strip","content":"a","start":1,"stop":0}]}""",
        "a|a",
        "a")]
    public void Decoder_OfType_ChangesTokens(string decoder, string tokens, string expected)
    {
        using JsonDocument json = JsonDocument.Parse(decoder);
        ITokenDecoder read = DecoderReader.Read(new JsonComponent("tokenizer.json", "decoder", json.RootElement));
        Assert.Equal(expected.Split('|'), read.Decode(tokens.Split('|'), EncodingLimits.For(tokens.Length)));
    }

    [Theory]
    [InlineData("""{"type":"ByteLevel"}""", "Ġaä", "20 61 E4")]
    [InlineData("""{"type":"Metaspace","replacement":"▁","prepend_scheme":"always"}""", "▁a", "20 61")]
    [InlineData(
        """{"type":"Sequence","decoders":[{"type":"Replace","pattern":{"String":"▁"},"content":" "},{"type":"ByteFallback"},{"type":"Fuse"},{"type":"Strip","content":" ","start":1,"stop":0}]}""",
        "▁a",
        "20 61")]
    [InlineData("""{"type":"Sequence","decoders":[{"type":"ByteFallback"},{"type":"Fuse"}]}""", "<0xE4>", "E4")]
    public void Decoder_OfOneToken_GivesItsBytes(string decoder, string token, string bytes)
    {
        using JsonDocument json = JsonDocument.Parse(decoder);
        ITokenDecoder read = DecoderReader.Read(new JsonComponent("tokenizer.json", "decoder", json.RootElement));
        Assert.Equal(bytes, Convert.ToHexString(read.BytesOf(token, EncodingLimits.For(token.Length)))
            .Chunk(2)
            .Select(pair => new string(pair))
            .Aggregate((all, next) => $"{all} {next}"));
    }

    [Fact]
    public void DecodeIds_WithoutDecoder_JoinsWithSpaces() =>
        Assert.Equal("a b", TokenizerFiles.Open(TinyTokenizer.Letters()).DecodeIds([1, 2]));
}
