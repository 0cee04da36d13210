using System.Runtime.Versioning;
using FinerCut.Commands.Gate;
using FinerCut.Search.Budgets;
using FinerCut.Tests.Commands.Prune;
using FinerCut.Tests.Folders;
using Microsoft.Extensions.Logging.Abstractions;

namespace FinerCut.Tests.Companions;

/// <summary>Links beside a model, whose content would be published with the copy.</summary>
public class ForeignLinkTests
{
    [Theory]
    [InlineData("tokenizer.model")]
    [InlineData("README.md")]
    [InlineData("config.json")]
    public void Prune_LinkOutOfTheFolder_IsRefusedBeforeAnythingIsWritten(string name)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "creating links on Windows needs a privilege");
        using PruningRun run = new();
        string link = Path.Combine(run.Decoder.Folder, name);
        string secret = run.Combine("private");
        File.WriteAllText(secret, "{}");
        File.Delete(link);
        File.CreateSymbolicLink(link, "../private");
        CancellationToken token = TestContext.Current.CancellationToken;

        Assert.All<Action>(
            [
                () => run.Prune(run.Options with { Budget = new RemovalListBudget(["0.ffn"]) }),
                () => GateRun.Execute(new GateOptions { Model = run.Decoder.Folder, Output = run.Output },
                    run.Observer, NullLogger.Instance, token),
            ],
            command => Assert.StartsWith(
                $"'{name}' in '{run.Decoder.Folder}' is a link to '{secret}', outside the model's folder, ",
                Refusal.Of("FC1064", command), StringComparison.Ordinal));
        Assert.False(Directory.Exists(run.Output));
    }

    [Fact]
    public void Prune_LinkedFolderOfTemplates_IsRefused()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "creating links on Windows needs a privilege");
        using PruningRun run = new();
        Directory.CreateDirectory(run.Combine("elsewhere"));
        File.WriteAllText(run.Combine("elsewhere", "private.jinja"), "secret");
        Directory.CreateSymbolicLink(Path.Combine(run.Decoder.Folder, "additional_chat_templates"), "../elsewhere");

        Refusal.Of("FC1064", () => run.Prune(run.Options with { Budget = new RemovalListBudget(["0.ffn"]) }));
    }

    [Fact]
    public void Prune_LinksInsideTheFolderOrToTheModelsOwn_AreFollowed()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "creating links on Windows needs a privilege");
        using PruningRun run = new();
        File.WriteAllText(Path.Combine(run.Decoder.Folder, "terms"), "terms");
        File.CreateSymbolicLink(Path.Combine(run.Decoder.Folder, "LICENSE"), "terms");
        string links = Directory.CreateDirectory(run.Combine("links")).FullName;
        foreach (string file in Directory.GetFiles(run.Decoder.Folder))
        {
            File.CreateSymbolicLink(Path.Combine(links, Path.GetFileName(file)), file);
        }

        run.Prune(run.Options with { Budget = new RemovalListBudget(["0.ffn"]) });
        run.Prune(run.Options with
        {
            Model = links,
            Budget = new RemovalListBudget(["0.ffn"]),
            Output = run.Options.Output with { Path = run.Combine("again") }
        });
        Assert.Equal("terms", File.ReadAllText(Path.Combine(run.Output, "LICENSE")));
        Assert.Equal("terms", File.ReadAllText(run.Combine("again", "LICENSE")));
    }

    [Theory]
    [InlineData("tokenizer.json")]
    [InlineData("model.onnx")]
    [InlineData("config.json")]
    [UnsupportedOSPlatform("windows")]
    public void Prune_FileForItsOwnerAlone_StaysSo(string name)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has other rights");
        const UnixFileMode owner = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using PruningRun run = new();
        File.SetUnixFileMode(Path.Combine(run.Decoder.Folder, name), UnixFileMode.UserRead);
        run.Prune(run.Options with { Budget = new RemovalListBudget(["0.ffn"]) });

        Assert.Equal(owner, File.GetUnixFileMode(Path.Combine(run.Output, name)));
        Assert.Equal(
            File.GetUnixFileMode(Path.Combine(run.Decoder.Folder, "generation_config.json")),
            File.GetUnixFileMode(Path.Combine(run.Output, "generation_config.json")));
    }
}
