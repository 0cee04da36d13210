using System.Buffers;
using Microsoft.ML.Tokenizers;

namespace FinerCut.Tests.Tokenizers;

public class LibraryContractTests
{
    private static readonly Tokenizer Tokenizer =
        TokenizerFiles.Open(TinyTokenizer.Letters("a b").With("decoder", """{"type":"Fuse"}"""));

    [Fact]
    public void EncodeToIds_OfWholeText_GivesTheIds()
    {
        Assert.Equal([7, 3], Tokenizer.EncodeToIds("abc"));
        Assert.Equal([7, 3], Tokenizer.EncodeToIds("abc".AsSpan()));
        Assert.Equal(2, Tokenizer.CountTokens("abc"));
    }

    [Fact]
    public void EncodeToTokens_OfWholeText_GivesIdsAndTokens() =>
        Assert.Equal(
            [(7, "ab"), (3, "c")], Tokenizer.EncodeToTokens("abc", out _).Select(token => (token.Id, token.Value)));

    [Fact]
    public void Encode_WithWhatIsNotTracked_IsNotSupported()
    {
        Assert.Throws<NotSupportedException>(() => Tokenizer.EncodeToIds("abc", 1, out _, out _));
        Assert.Throws<NotSupportedException>(() => Tokenizer.EncodeToIds("abc", considerNormalization: false));
        Assert.Throws<NotSupportedException>(() => Tokenizer.GetIndexByTokenCount("abc", 1, out _, out _));
    }

    [Fact]
    public void Decode_IntoSpan_WritesAllOrNothing()
    {
        Span<char> room = stackalloc char[3];
        Assert.Equal("abc", Tokenizer.Decode([7, 3]));
        Assert.Equal(OperationStatus.Done, Tokenizer.Decode([7, 3], room, out int ids, out int characters));
        Assert.Equal((2, 3, "abc"), (ids, characters, room.ToString()));
        Assert.Equal(OperationStatus.DestinationTooSmall, Tokenizer.Decode([7, 7], room, out ids, out characters));
        Assert.Equal((0, 0), (ids, characters));
    }
}
