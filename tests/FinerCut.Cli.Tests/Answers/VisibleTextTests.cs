using System.Text;
using FinerCut.Cli.Answers;

namespace FinerCut.Cli.Tests.Answers;

public class VisibleTextTests
{
    [Theory]
    [InlineData(" a b", "\" a b\"")]
    [InlineData("\r\n\t\0\e", @"""\r\n\t\u{0}\u{1B}""")]
    [InlineData("\"\\", @"""\""\\""")]
    [InlineData("\u00A0\u200B\u202E\uFEFF\uE000\U000E0041", @"""\u{A0}\u{200B}\u{202E}\u{FEFF}\u{E000}\u{E0041}""")]
    [InlineData("é你😀", "\"é你😀\"")]
    public void Quote_OfCharacters_ShowsEach(string text, string expected) =>
        Assert.Equal(expected, VisibleText.Quote(Encoding.UTF8.GetBytes(text)));

    [Fact]
    public void Quote_OfPartOfACharacter_ShowsItsBytes() =>
        Assert.Equal(@"""a\xF0\x9Fb\x80""", VisibleText.Quote([(byte)'a', 0xF0, 0x9F, (byte)'b', 0x80]));

    [Theory]
    [InlineData("Ġ\"a\\", "Ġ\"a\\")]
    [InlineData("a b\n", @"a\u{20}b\n")]
    public void Escape_OfToken_LeavesNoBlank(string token, string expected) =>
        Assert.Equal(expected, VisibleText.Escape(token));
}
