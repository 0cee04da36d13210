using System.Text.RegularExpressions;
using FinerCut.Clients.GenAI.Contract;
using FinerCut.TestModels.Decoders;
using FinerCut.TestModels.Files;
using Microsoft.ML.OnnxRuntime;

namespace FinerCut.Clients.Tests.GenAI;

/// <summary>The client runs with the runtime that finercut runs with, and the page speaks of the version that this
/// repository asks for.</summary>
public partial class VersionTests
{
    [Fact]
    public async Task Client_Process_RunsWithOurRuntimeAlone()
    {
        GenAIProgram.Require();
        using TemporaryFolder folder = new();
        TinyDecoderOptions options = new() { Form = TinyDecoderForm.GenAiLlama, Vocabulary = 288, ContextLength = 128 };
        TinyDecoder.Write(folder.Path, options);
        GenerationRequest request = new() { Folder = folder.Path, Prompts = [[5, 9, 3]], Count = 1, EndToken = 287 };
        GenerationAnswer answer = (await GenAIProgram.Ask([request])).Single();
        Assert.Null(answer.Error);
        ClientVersions versions = answer.Versions!;
        Assert.Equal(OrtEnv.Instance().GetVersionString(), versions.OnnxRuntime);
        Assert.Single(versions.Libraries);
        Assert.Single(versions.Packages, name => name is "Microsoft.ML.OnnxRuntime" or "Microsoft.ML.OnnxRuntime.Gpu");
    }

    /// <summary>Another version may have run here, since feeds differ; who raises the version that the build asks for
    /// measures again.</summary>
    [Fact]
    public void Page_Rows_AreOfTheVersionThatTheBuildAsksFor()
    {
        string targets = File.ReadAllText(Path.Combine(SharedData.RepositoryRoot, "build", "GenAIPackage.targets"));
        string version = Wanted().Match(targets).Groups[1].Value;
        Assert.Matches(@"^[0-9]+\.[0-9]+\.[0-9]+$", version);
        Assert.NotEmpty(MeasuredTable.Rows(ClientsPage.Read()));
        Assert.All(
            MeasuredTable.Rows(ClientsPage.Read()), row => Assert.Equal(version, row.Split('|')[4].Trim()));
    }

    [GeneratedRegex("<GenAIVersion>(.*?)</GenAIVersion>")]
    private static partial Regex Wanted();
}
