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

            Assert.Equal("Sublayer  Bytes\n--------  -----\n0.attn       12\n", writer.ToString().ReplaceLineEndings("\n"));
        }
        finally
        {
            Environment.SetEnvironmentVariable(server, before);
        }
    }
}
