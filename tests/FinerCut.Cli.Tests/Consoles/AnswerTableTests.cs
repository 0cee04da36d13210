using FinerCut.Cli.Consoles;

namespace FinerCut.Cli.Tests.Consoles;

public class AnswerTableTests
{
    [Theory]
    [InlineData("GITHUB_ACTIONS")]
    [InlineData("TF_BUILD")]
    public void Write_RedirectedOnABuildServer_IsPlainText(string server)
    {
        string? before = Environment.GetEnvironmentVariable(server);
        Environment.SetEnvironmentVariable(server, "true");
        try
        {
            using StringWriter writer = new();
            AnswerTable table = new(Terminal.Redirected, "Sublayer", ">Bytes");
            table.AddDim("0.attn", "12");
            table.Write(writer);

            Assert.Equal(
                "Sublayer  Bytes\n--------  -----\n0.attn       12\n", writer.ToString().ReplaceLineEndings("\n"));
        }
        finally
        {
            Environment.SetEnvironmentVariable(server, before);
        }
    }

    [Theory]
    [InlineData(
        40,
        "Sublayer  Kind       Bytes  Status|--------  ---------  -----  ----------|0.attn    attention     12  removed "
            + "#1|all                     12")]
    [InlineData(
        36,
        "Sublayer Kind      Bytes Status|-------- --------- ----- ----------|0.attn   attention    12 removed #1|all   "
            + "                12")]
    [InlineData(30, "Sublayer Bytes Status|-------- ----- ----------|0.attn      12 removed #1|all         12")]
    public void Write_NarrowTerminal_MovesTogetherAndLeavesTheOptionalColumnOut(int width, string expected) =>
        Assert.Equal(expected.Replace('|', '\n') + "\n", Write(width));

    [Fact]
    public void Write_EvenNarrower_BreaksCellsAndLosesNothing()
    {
        string table = string.Concat(Write(20).Where(character => !char.IsWhiteSpace(character)));

        Assert.All(Write(20).Split('\n'), line => Assert.InRange(line.Length, 0, 20));
        Assert.All(
            "Sublayer 12 removed #1".Where(character => character != ' '),
            character => Assert.Contains(character, table));
    }

    private static string Write(int width)
    {
        Terminal terminal = new(CanRedraw: true, width, HasColors: false, HasUnicode: false);
        AnswerTable table = new(terminal, "Sublayer", "Kind", ">Bytes", "Status") { Optional = 1 };
        table.Add("0.attn", "attention", "12", "removed #1");
        table.Add("all", "", "12", "");
        using StringWriter writer = new();
        table.Write(writer);
        return writer.ToString().ReplaceLineEndings("\n");
    }
}
