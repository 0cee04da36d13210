using System.Text.RegularExpressions;
using FinerCut.Cli.Tests.Documentation;
using FinerCut.TestModels.Files;

namespace FinerCut.Cli.Tests.Processes;

/// <summary>The commands that <c>docs/clients.md</c> shows, run one after the other.</summary>
public partial class ClientsPageProcessTests
{
    [Fact]
    public async Task Commands_OfThePage_Succeed()
    {
        using TemporaryFolder folder = new();
        string[] commands = [.. MarkdownPage.Find("docs/clients.md")
            .Blocks("sh")
            .SelectMany(block => block.Split('\n'))
            .Where(line => line.StartsWith("finercut ", StringComparison.Ordinal))];
        Assert.Equal(["prune", "generate", "verify"], commands.Select(command => command.Split(' ')[1]));
        foreach (string command in commands)
        {
            string[] arguments =
                [.. Word().Matches(command).Skip(1).Select(word => word.Value.Trim('"')).Select(Placed)];
            using FinerCutProcess process = FinerCutProcess.Start(arguments);
            (int code, string output, string error) = await process.Finish();
            Assert.True(code == 0, $"{command}\n{error}");
            Assert.NotEmpty(output);
        }

        string Placed(string word) => word switch
        {
            "models/tales-3m" => MarkdownPage.InRepository(word),
            "smaller" => folder.Combine(word),
            _ => word,
        };
    }

    [GeneratedRegex("\"[^\"]*\"|\\S+")]
    private static partial Regex Word();
}
