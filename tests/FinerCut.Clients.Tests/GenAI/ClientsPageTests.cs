using System.Text.RegularExpressions;
using FinerCut.TestModels.Files;
using FinerCut.TestModels.Oracles;

namespace FinerCut.Clients.Tests.GenAI;

/// <summary>The lines that <c>docs/clients.md</c> shows for ONNX Runtime GenAI are the ones that run.</summary>
public partial class ClientsPageTests
{
    [Fact]
    public void Page_Sample_IsTheBodyOfTheMethodThatRuns()
    {
        string source = Read("tests", "FinerCut.Clients.GenAI", "Sample.cs");
        string[] shown = ClientsPage.Lines(ClientsPage.Block("ONNX Runtime GenAI", "csharp"));
        string[] run = ClientsPage.Lines(Body().Match(source).Groups[1].Value);
        Assert.Equal(["using Microsoft.ML.OnnxRuntimeGenAI;", .. run], shown);
        Assert.Contains(shown[0], ClientsPage.Lines(source));
    }

    [Fact]
    public async Task Sample_PrunedFolder_WritesTheTextOfTheGatedSource()
    {
        GenAIProgram.Require();
        using ClientModel model = new(SharedData.Require("models", "tales-3m", "genai"));
        IReadOnlyList<string> removed = model.Removals[^1];
        PromptOracle oracle = PromptOracle.RequireTales3M()[0];
        const int length = 100;
        int[] expected = model.Continue(removed, oracle.Ids, length - oracle.Ids.Length);
        Assert.DoesNotContain(0, expected);
        string text = Tokenizers.TokenizerFolder.Open(model.Path).DecodeIds(expected);
        Assert.Equal(text, await GenAIProgram.RunSample(model.Prune(removed), oracle.Prompt));
    }

    private static string Read(params string[] parts) =>
        File.ReadAllText(Path.Combine([SharedData.RepositoryRoot, .. parts])).ReplaceLineEndings("\n");

    [GeneratedRegex("\n    public static void Run[^\n]*\n    {\n(.*?)\n    }\n", RegexOptions.Singleline)]
    private static partial Regex Body();
}
