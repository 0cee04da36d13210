using System.Diagnostics;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using FinerCut.TestModels.Files;

namespace FinerCut.Clients.Tests.TransformersJs;

/// <summary>The programs of <c>tests/FinerCut.Clients.JavaScript</c> and the packages of its lock file, in
/// <c>artifacts/javascript</c>.</summary>
/// <remarks>Packages are fetched once for a lock file, and none of their install scripts run: that of onnxruntime-node
/// would download CUDA libraries from elsewhere, while the CPU library lies in the package. Debian 12 has node 18, for
/// which sharp (pictures, unused here) and playwright-core are older than they could be.</remarks>
internal static class NodePackages
{
    private const int OldestNode = 18;

    private static readonly string[] NetworkCodes =
    [
        "ENOTFOUND", "EAI_AGAIN", "ECONNREFUSED", "ECONNRESET", "ETIMEDOUT", "EHOSTUNREACH", "ENETUNREACH",
        "ERR_SOCKET_TIMEOUT",
        "E403", "E404", "E429", "E500", "E502", "E503", "E504",
    ];

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    private static readonly string Sources =
        Path.Combine(SharedData.RepositoryRoot, "tests", "FinerCut.Clients.JavaScript");

    private static readonly Lazy<string?> Obstacle = new(Install);

    /// <summary>Where programs and packages lie together.</summary>
    public static string Folder { get; } = Path.Combine(SharedData.RepositoryRoot, "artifacts", "javascript");

    /// <summary>The <c>node</c> to run programs of the folder with; skips the running test where it or the packages
    /// cannot be had.</summary>
    public static string Require()
    {
        Assert.SkipWhen(Obstacle.Value is not null, Obstacle.Value ?? "");
        return ProgramPath.Find("node", "nodejs")!;
    }

    /// <summary>The version of a package that was fetched.</summary>
    public static string VersionOf(string package) =>
        (string)JsonNode.Parse(
            File.ReadAllText(Path.Combine(Folder, "node_modules", package, "package.json")))!["version"]!;

    private static string? Install()
    {
        if (ProgramPath.Find("node", "nodejs") is not { } node || ProgramPath.Find("npm") is not { } npm)
        {
            return "node and npm are not both on the PATH";
        }

        string version = Run(node, "--version").Output.Trim();
        if (!int.TryParse(version.TrimStart('v').Split('.')[0], out int major) || major < OldestNode)
        {
            return $"node is {version}; transformers.js is tried with {OldestNode} and newer";
        }

        Directory.CreateDirectory(Folder);
        using FileStream alone = WaitForTurn();
        foreach (string file in Directory.EnumerateFiles(Sources))
        {
            File.Copy(file, Path.Combine(Folder, Path.GetFileName(file)), overwrite: true);
        }

        return FetchPackages(npm);
    }

    private static string? FetchPackages(string npm)
    {
        string done = Path.Combine(Folder, "node_modules", ".finercut-lock");
        string hash =
            Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(Path.Combine(Folder, "package-lock.json"))));
        if (File.Exists(done) && File.ReadAllText(done) == hash)
        {
            return null;
        }

        (int code, string output) =
            Run(npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--fetch-retries=1", "--loglevel=error");
        if (code != 0)
        {
            return IsOfTheNetwork(
                output) ? $"npm cannot fetch the packages: {string.Join(' ', output.Trim().Split('\n').Take(4))}"
                : throw new InvalidOperationException($"'npm ci' in '{Folder}' ended with exit code {code}:\n{output}");
        }

        File.WriteAllText(done, hash);
        return null;
    }

    /// <summary>Anything else, such as a package that is not the locked one, is a failure.</summary>
    private static bool IsOfTheNetwork(string output) =>
        NetworkCodes.Any(code => output.Contains(code, StringComparison.Ordinal));

    /// <summary>Two runs of the tests in one checkout do not write at the same time.</summary>
    private static FileStream WaitForTurn()
    {
        for (Stopwatch waited = Stopwatch.StartNew(); ; Thread.Sleep(200))
        {
            try
            {
                return new FileStream(
                    Path.Combine(Folder, ".lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException) when (waited.Elapsed < Patience)
            {
            }
        }
    }

    private static (int Code, string Output) Run(string program, params string[] arguments)
    {
        ProcessStartInfo start =
            new(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        if (Directory.Exists(Folder))
        {
            start.WorkingDirectory = Folder;
        }

        using Process process = Process.Start(start)!;
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        string error = process.StandardError.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output.Result + error);
    }
}
