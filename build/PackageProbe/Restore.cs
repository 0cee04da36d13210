using System.Diagnostics;
using System.Security;
using System.Text.Json;

namespace PackageProbe;

/// <summary>Restores a project that references a few packages, with the feeds and the cache that the build itself uses.</summary>
/// <param name="folder">Where the project is written.</param>
internal sealed class Restore(string folder)
{
    private const string AssetsFile = "obj/project.assets.json";

    /// <summary>The restore that a feed did not answer; null where all feeds did.</summary>
    public RestoreResult? Unanswered { get; private set; }

    /// <summary>The cache, once a feed did not answer: what was fetched before may be enough to build. Null where the
    /// feeds are asked.</summary>
    public string? Source { get; private set; }

    /// <summary>Restores packages together.</summary>
    /// <param name="ranges">NuGet's version range of each package, by name.</param>
    public RestoreResult Run(IReadOnlyDictionary<string, string> ranges)
    {
        string references = string.Join("\n", ranges.Select(range =>
            $"    <PackageReference Include=\"{Escaped(range.Key)}\" Version=\"{Escaped(range.Value)}\" />"));
        RestoreResult result = Run(references, "");
        if (!result.IsFeedDown || Source is not null)
        {
            return result;
        }

        Unanswered = result;
        Source = CacheFolder();
        return Run(references, "");
    }

    /// <summary>Restores what the SDK needs to compile ahead of time for a platform.</summary>
    /// <param name="identifier">Such as <c>linux-x64</c>.</param>
    public bool HasReadyToRun(string identifier) => Run(
        "",
        $"<RuntimeIdentifier>{Escaped(identifier)}</RuntimeIdentifier><PublishReadyToRun>true</PublishReadyToRun>").IsSuccess;

    private RestoreResult Run(string references, string properties)
    {
        Directory.CreateDirectory(Path.Combine(folder, "obj"));
        File.Delete(Path.Combine(folder, AssetsFile));
        // The files stop the repository's own from being found above.
        File.WriteAllText(Path.Combine(folder, "Directory.Build.props"), "<Project />");
        File.WriteAllText(Path.Combine(folder, "Directory.Build.targets"), "<Project />");
        File.WriteAllText(Path.Combine(folder, "Directory.Packages.props"), "<Project />");
        string project = Path.Combine(folder, "Probe.csproj");
        File.WriteAllText(project, $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <TargetFramework>net10.0</TargetFramework>
                <UseAppHost>false</UseAppHost>
                <NuGetAudit>false</NuGetAudit>
                {properties}
              </PropertyGroup>
              <ItemGroup>
            {references}
              </ItemGroup>
            </Project>
            """);
        string[] source = Source is null ? [] : ["--source", Source];
        (int exitCode, string output) = Execute(["restore", project, "--nologo", "-v", "quiet", "-nodeReuse:false", .. source]);
        return Read(exitCode == 0, output);
    }

    /// <summary>The folder where NuGet keeps packages; can serve as a feed.</summary>
    private string CacheFolder() => Execute(["nuget", "locals", "global-packages", "--list", "--force-english-output"]).Output
        .Split("global-packages:", 2)[^1].Trim();

    private (int ExitCode, string Output) Execute(IReadOnlyList<string> arguments)
    {
        ProcessStartInfo start = new("dotnet", arguments)
        {
            // Where NuGet looks for its configuration.
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["DOTNET_CLI_UI_LANGUAGE"] = "en";
        using Process process = Process.Start(start)!;
        Task<string> errors = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd() + errors.GetAwaiter().GetResult();
        process.WaitForExit();
        return (process.ExitCode, output);
    }

    private RestoreResult Read(bool isSuccess, string output)
    {
        string path = Path.Combine(folder, AssetsFile);
        if (!File.Exists(path))
        {
            return new RestoreResult(isSuccess, new Dictionary<string, string>(), [], "", output);
        }

        using JsonDocument assets = JsonDocument.Parse(File.ReadAllBytes(path));
        Dictionary<string, string> versions = new(StringComparer.OrdinalIgnoreCase);
        foreach (JsonProperty library in assets.RootElement.GetProperty("libraries").EnumerateObject())
        {
            string[] parts = library.Name.Split('/');
            versions[parts[0]] = parts[1];
        }

        RestoreMessage[] messages = assets.RootElement.TryGetProperty("logs", out JsonElement logs)
            ? [.. logs.EnumerateArray().Select(ToMessage)]
            : [];
        string cache = assets.RootElement.TryGetProperty("packageFolders", out JsonElement folders)
            ? folders.EnumerateObject().FirstOrDefault().Name ?? ""
            : "";
        return new RestoreResult(isSuccess, versions, messages, cache, output);
    }

    private static RestoreMessage ToMessage(JsonElement log) => new(
        log.GetProperty("code").GetString()!,
        log.TryGetProperty("libraryId", out JsonElement library) ? library.GetString() ?? "" : "",
        log.GetProperty("message").GetString()!,
        log.GetProperty("level").GetString() == "Error");

    private static string Escaped(string text) => SecurityElement.Escape(text);
}
