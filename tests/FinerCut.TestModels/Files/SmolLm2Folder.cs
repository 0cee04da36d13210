using Xunit;

namespace FinerCut.TestModels.Files;

/// <summary>SmolLM2-135M-Instruct's optimum export in float32: a real model, which is no part of the repository. Tests
/// with it take long, so that they run only where somebody asks for them.</summary>
public static class SmolLm2Folder
{
    private const string Variable = "FINERCUT_SMOLLM2";

    /// <summary>The folder; skips the running test, with the reason, where nobody names it.</summary>
    public static string Require()
    {
        string folder = Environment.GetEnvironmentVariable(Variable) ?? "";
        Assert.SkipUnless(
            folder.Length > 0, $"A long test: set {Variable} to the folder of SmolLM2's optimum-fp32 export to run "
                + "it.");
        return folder;
    }
}
