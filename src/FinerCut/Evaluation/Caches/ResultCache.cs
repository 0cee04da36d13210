using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;
using FinerCut.Folders;
using FinerCut.Onnx;
using FinerCut.Onnx.Files;
using FinerCut.Plans;

namespace FinerCut.Evaluation.Caches;

/// <summary>Keeps what was measured in files that are named by the hash of all that decides it.</summary>
/// <remarks>An entry is only taken where its key is the one that is asked for and its content has the hash that it
/// names; any other one is measured anew and replaced.</remarks>
/// <param name="folder">Full path of the folder, which is created where there is none.</param>
/// <param name="warn">Told once where nothing can be kept.</param>
internal sealed class ResultCache(string folder, Action<string> warn)
{
    private const int Format = 1;
    private const string Suffix = ".result.json";

    // Some hundred texts and tasks.
    private const long LargestFolderInBytes = 256L << 20;
    private const long LargestEntryInBytes = 64L << 20;

    private static readonly JsonSerializerOptions Options = new(PlanJson.Options)
    {
        WriteIndented = false,
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
    };

    private bool _isTold;

    /// <summary>Gives what was kept, or measures and keeps it.</summary>
    /// <param name="key">All that decides the result.</param>
    /// <param name="fits">Whether something that was kept has the right form.</param>
    /// <param name="measure">Measures.</param>
    /// <returns>The result; the same numbers either way.</returns>
    public T GetOrMeasure<T>(ResultKey key, Func<T, bool> fits, Func<T> measure)
        where T : class
    {
        string text = JsonSerializer.Serialize(key, Options);
        string path = Path.Combine(folder, Hash(text) + Suffix);
        if (Read<T>(path, text) is { } kept && fits(kept))
        {
            return kept;
        }

        T result = measure();
        Keep(path, text, JsonSerializer.Serialize(result, Options));
        return result;
    }

    private static string Hash(string text) =>
        Convert.ToHexStringLower(SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(text)));

    private static T? Read<T>(string path, string key)
        where T : class
    {
        if (!File.Exists(path))
        {
            return null;
        }

        try
        {
            Entry? entry = JsonSerializer.Deserialize<Entry>(RegularFile.ReadAll(path, LargestEntryInBytes), Options);
            return entry is { Format: Format } && entry.Key == key && entry.Sha256 == Hash(entry.Result)
                ? JsonSerializer.Deserialize<T>(entry.Result, Options)
                : null;
        }
        catch (Exception cause) when (cause is JsonException or IOException or UnauthorizedAccessException
            or DiagnosticException)
        {
            return null;
        }
    }

    private void Keep(string path, string key, string result)
    {
        string entry = JsonSerializer.Serialize(new Entry(Format, key, Hash(result), result), Options);
        if (System.Text.Encoding.UTF8.GetByteCount(entry) > LargestEntryInBytes)
        {
            return;
        }

        try
        {
            CreateFolder();
            WholeFile.Write(path, entry, force: true, "Keeping a result");
            DeleteOldest();
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException or DiagnosticException)
        {
            Tell(cause);
        }
    }

    /// <summary>The results say what somebody measures: nobody else needs to see them.</summary>
    private void CreateFolder()
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(folder);
        }
        else
        {
            Directory.CreateDirectory(
                folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }

    private void DeleteOldest()
    {
        long total = 0;
        foreach (FileInfo file in new DirectoryInfo(folder).EnumerateFiles("*" + Suffix)
            .OrderByDescending(file => file.LastWriteTimeUtc).ToList())
        {
            total += file.Length;
            if (total > LargestFolderInBytes)
            {
                file.Delete();
            }
        }
    }

    private void Tell(Exception cause)
    {
        if (!_isTold)
        {
            _isTold = true;
            warn($"Results cannot be kept in '{folder}': {cause.Message} The run goes on without.");
        }
    }

    /// <summary>The members of a file.</summary>
    /// <param name="Format">Version of the form.</param>
    /// <param name="Key">What decided the result, as JSON.</param>
    /// <param name="Sha256">Hash of the result.</param>
    /// <param name="Result">The result as JSON.</param>
    private sealed record Entry(int Format, string Key, string Sha256, string Result);
}
