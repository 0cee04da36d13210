using FinerCut.Cli.Pages;

namespace FinerCut.Cli.Tests.Pages;

public class HtmlWriterTests
{
    /// <summary>Not as arguments of an attribute, which cannot hold halves of characters.</summary>
    public static TheoryData<string, string> Texts => new()
    {
        { "<script>alert(1)</script>", "&lt;script&gt;alert(1)&lt;/script&gt;" },
        { "a & b", "a &amp; b" },
        { "\"'", "&quot;&#39;" },
        { "</p><!--", "&lt;/p&gt;&lt;!--" },
        { "\0\u0007\u001b[31m", @"\u{0}\u{7}\u{1B}[31m" },
        { "a\ud800b", @"a\u{D800}b" },
        { "\udc00\ud800", @"\u{DC00}\u{D800}" },
        { "\u202eabc", @"\u{202E}abc" },
        { "\u0085\u2028", @"\u{85}\u{2028}" },
        { "two\nlines\tand a tab", "two\nlines\tand a tab" },
        { "🦊", "&#129418;" },
    };

    [Theory]
    [MemberData(nameof(Texts))]
    public void Text_AnyCharacters_IsNothingButText(string text, string expected) => Assert.Equal(
        $"\n<p title=\"{expected}\">{expected}</p>\n",
        new HtmlWriter().Element("p", text, ("title", text)).ToString());

    [Fact]
    public void Begin_AttributeWithoutValue_IsLeftOut() => Assert.Equal(
        "\n<input checked=\"\">\n", new HtmlWriter().Void("input", ("checked", ""), ("id", null)).ToString());

    [Fact]
    public void ToString_ElementWithoutEnd_IsRefused() =>
        Assert.Throws<InvalidOperationException>(() => new HtmlWriter().Begin("main").ToString());
}
