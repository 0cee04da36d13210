using System.Text.RegularExpressions;

namespace FinerCut.Tests.Conventions;

/// <summary>Telemetry is off only where the environment is made by the one class that turns it off.</summary>
public partial class RuntimeEnvironmentTests
{
    [Fact]
    public void Source_AskingTheRuntimeForItsEnvironment_IsInOneFile() => Assert.Equal(
        ["src/FinerCut/Execution/RuntimeEnvironment.cs"],
        SourceFiles.OfSource.Where(path => Access().IsMatch(Repository.ReadText(path))));

    [Fact]
    public void Source_OpeningSessions_IsInTheFactoryThatMakesTheEnvironmentFirst() => Assert.Equal(
        ["src/FinerCut/Execution/SessionFactory.cs"],
        SourceFiles.OfSource.Where(path => Repository.ReadText(path).Contains(
            "new InferenceSession(", StringComparison.Ordinal)));

    [GeneratedRegex(@"OrtEnv\.(Instance|CreateInstance)")]
    private static partial Regex Access();
}
