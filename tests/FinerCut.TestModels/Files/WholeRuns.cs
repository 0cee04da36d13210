using Xunit;

namespace FinerCut.TestModels.Files;

/// <summary>Some tests try a sample of many cases. <c>FINERCUT_WHOLE=1</c> makes these tests try all of them.</summary>
public static class WholeRuns
{
    private const string Variable = "FINERCUT_WHOLE";

    /// <summary>Whether all cases are asked for.</summary>
    public static bool AreAsked { get; } = Environment.GetEnvironmentVariable(Variable) == "1";

    /// <summary>Skips the running test, with the reason, unless all cases are asked for.</summary>
    public static void Require() => Assert.SkipUnless(AreAsked, $"A long test: set {Variable}=1 to run it.");
}
