using System.Diagnostics;
using System.Text.RegularExpressions;

namespace FinerCut.Build.Tests.FreshClones;

/// <summary>A clone of the last commit in a folder with blanks in its name, with an empty home and an empty package
/// cache.</summary>
internal sealed partial class FreshClone : IDisposable
{
    private readonly DirectoryInfo _root = Directory.CreateTempSubdirectory("a fresh clone ");
    private readonly string _cache;

    /// <param name="feed">The only package feed; null for the one that everybody has.</param>
    /// <param name="cache">The package cache; null for an empty one.</param>
    public FreshClone(string? feed, string? cache)
    {
        _cache = cache ?? Path.Combine(_root.FullName, "cache");
        string settings = Directory.CreateDirectory(Path.Combine(_root.FullName, "home", ".nuget", "NuGet")).FullName;
        if (feed is not null)
        {
            File.WriteAllText(Path.Combine(settings, "NuGet.Config"), $"""
                <configuration><packageSources><clear /><add key="feed" value="{feed}" allowInsecureConnections="true" /></packageSources></configuration>
                """);
        }

        (int exitCode, string output) = Run("git", ["clone", "--quiet", Repository.Root, ClonePath], _root.FullName);
        Assert.True(exitCode == 0, output);
    }

    private string ClonePath => Path.Combine(_root.FullName, "finer cut");

    /// <summary>Runs a dotnet command in the clone.</summary>
    /// <param name="arguments">As the README has them.</param>
    /// <returns>The exit code, and all that the command printed.</returns>
    public (int ExitCode, string Output) Dotnet(string arguments) => Run("dotnet", arguments.Split(' '), ClonePath);

    /// <summary>The package and version that the last build took, by the line that the build printed.</summary>
    public static string RuntimeOf(string output) =>
        RuntimeLine().Match(output) is { Success: true } line ? line.Groups[1].Value : "none";

    public void Dispose() => _root.Delete(recursive: true);

    private (int ExitCode, string Output) Run(string program, IEnumerable<string> arguments, string folder)
    {
        ProcessStartInfo start = new(
            program,
            arguments)
        { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (string name in start.Environment.Keys
            .Where(name => name.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase))
            .ToList())
        {
            start.Environment.Remove(name);
        }

        start.Environment["HOME"] = start.Environment["DOTNET_CLI_HOME"] = Path.Combine(_root.FullName, "home");
        start.Environment["NUGET_PACKAGES"] = _cache;
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        using Process process = Process.Start(start)!;
        Task<string> errors = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd() + errors.GetAwaiter().GetResult();
        process.WaitForExit();
        return (process.ExitCode, output);
    }

    [GeneratedRegex(@"FinerCut: ONNX Runtime from (\S+ \S+)")]
    private static partial Regex RuntimeLine();
}
