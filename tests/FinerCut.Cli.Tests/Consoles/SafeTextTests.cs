using System.Text.Json;
using FinerCut.Cli.Consoles;
using FinerCut.Plans;

namespace FinerCut.Cli.Tests.Consoles;

public class SafeTextTests
{
    [Theory]
    [InlineData("\e[2J\e]0;title\a", "\\u{1B}[2J\\u{1B}]0;title\\u{7}")]
    [InlineData("\u009b31m\u009d0;x\u009c", "\\u{9B}31m\\u{9D}0;x\\u{9C}")]
    [InlineData("a\rb\bc\u007f\0", "a\\u{D}b\\u{8}c\\u{7F}\\u{0}")]
    [InlineData("user\u202etxt.exe\u2066\u2069\u200f", "user\\u{202E}txt.exe\\u{2066}\\u{2069}\\u{200F}")]
    [InlineData("\e[1mbold\e[0m", "\\u{1B}[1mbold\\u{1B}[0m")]
    [InlineData("line\nline\r\n\ttab \u00e9 漢字 😀 שלום 👩‍💻", "line\nline\r\n\ttab \u00e9 漢字 😀 שלום 👩‍💻")]
    public void Show_Text_WritesOutWhatATerminalObeys(string text, string expected) =>
        Assert.Equal(expected, SafeText.Show(text, allowsInk: false));

    /// <summary>No case of the theory above: test runners cannot name it.</summary>
    [Fact]
    public void Show_HalvesOfCharacters_AreWrittenOut() => Assert.Equal(
        "half \\u{D800}, other half \\u{DC00}", SafeText.Show("half \ud800, other half \udc00", allowsInk: false));

    [Fact]
    public void Show_Ink_KeepsTheColoursOfThisToolAlone() => Assert.Equal(
        "\e[31;1merror\e[0m \\u{1B}[8mhidden\\u{1B}[2J\e[2mdim\e[0m",
        SafeText.Show("\e[31;1merror\e[0m \e[8mhidden\e[2J\e[2mdim\e[0m", allowsInk: true));

    [Fact]
    public void ShowOnOneLine_Message_CannotBeginALineThatLooksLikeAnother() => Assert.Equal(
        "a model\\nerror FC1001: not ours\\n", SafeText.ShowOnOneLine("a model\r\nerror FC1001: not ours\n"));

    [Fact]
    public void EscapeJson_Values_StayTheSame()
    {
        string[] values = ["\e[2J", "\u009b2J", "a\u202eb", "\ud83d\ude00 \u200f", "\u2028\n\t\r"];
        string json = SafeText.EscapeJson(JsonSerializer.Serialize(values, PlanJson.Options));

        Assert.Equal(values, JsonSerializer.Deserialize<string[]>(json));
        Assert.Equal(json.ReplaceLineEndings("\n"), SafeText.Show(json.ReplaceLineEndings("\n"), allowsInk: false));
    }

    [Fact]
    public void Writer_EveryWayToWrite_PassesTheFilter()
    {
        using StringWriter inner = new() { NewLine = "\n" };
        using SafeWriter writer = new(inner, allowsInk: false);
        writer.Write('\e');
        writer.Write("\e");
        writer.Write("\e".ToCharArray());
        writer.Write("x\ex".ToCharArray(), 1, 1);
        writer.Write("{0}", "\e");
        writer.Write(new System.Text.StringBuilder("\e"));
        writer.Write((object)"\e");
        writer.WriteLine("\e");
        writer.WriteLine("{0}", "\e");
        writer.WriteLine();

        Assert.DoesNotContain('\e', inner.ToString());
        Assert.Equal(3, inner.ToString().Count(letter => letter == '\n'));
    }
}
