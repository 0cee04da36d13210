using System.Text;
using System.Text.Json;
using FinerCut.Onnx;
using FinerCut.Onnx.Files;
using FinerCut.Plans;
using FinerCut.Texts;

namespace FinerCut.Folders;

/// <summary>A plan as a file of its own.</summary>
internal static class PlanFile
{
    private const string Suffix = "plan.json";

    private static readonly string[] FirstKeys = ["format", "removed"];

    // The order of 1,000 sublayers has half of it.
    private const long LargestInBytes = 64 << 20;
    private const int BytesLookedAt = 4096;

    /// <summary>The file where none was named: a sibling of the model's folder.</summary>
    /// <param name="source">The model.</param>
    /// <returns>Full path such as <c>tales-3m-order.plan.json</c>.</returns>
    /// <exception cref="DiagnosticException">The model is in the root of a volume, which has no siblings.</exception>
    public static string DefaultTarget(ModelFolder source) => TargetName.For(source, "order.plan.json");

    /// <summary>Checks, before a long search, whether a file may be written.</summary>
    /// <param name="target">The file to appear.</param>
    /// <param name="force">Whether another plan in its place is replaced.</param>
    /// <returns>Its full path.</returns>
    /// <exception cref="DiagnosticException">It may not be written; the message says why.</exception>
    public static string Check(string target, bool force)
    {
        if (string.IsNullOrWhiteSpace(target))
        {
            throw FolderErrors.TargetEmpty();
        }

        string path = Path.GetFullPath(target);
        if (Directory.Exists(path))
        {
            throw FolderErrors.TargetIsFolder(target);
        }

        if (!File.Exists(path))
        {
            return path;
        }

        if (!force)
        {
            throw FolderErrors.TargetFileExists(target);
        }

        return IsPlan(path) ? path : throw FolderErrors.TargetFileIsForeign(target);
    }

    /// <summary>Writes a plan so that the file appears whole or not at all.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="path">Full path, checked before.</param>
    /// <param name="force">Whether another plan in its place is replaced.</param>
    /// <exception cref="DiagnosticException">It cannot be written.</exception>
    public static void Write(PruningPlan plan, string path, bool force)
    {
        Check(path, force);
        WholeFile.Write(path, PlanJson.Write(plan), force, "Writing the plan");
    }

    /// <summary>Reads the plan of a file, or of a folder that was pruned.</summary>
    /// <param name="path">A plan file, or a folder with one.</param>
    /// <returns>The plan.</returns>
    /// <exception cref="DiagnosticException">Nothing is there, or no plan.</exception>
    public static PruningPlan Read(string path)
    {
        string file = Directory.Exists(path) ? Path.Combine(path, PruningPlan.FileName) : path;
        if (!File.Exists(file))
        {
            throw FolderErrors.PlanMissing(path, file);
        }

        try
        {
            return PlanJson.Read(RegularFile.ReadAll(file, LargestInBytes), file);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw FolderErrors.Unreadable(file, exception);
        }
    }

    /// <summary>Whether a file looks like a plan: JSON with a plan's first keys, or of a plan's name.</summary>
    /// <param name="path">An existing file.</param>
    public static bool IsLike(string path)
    {
        if (FileKinds.DetectKind(path) != FileKind.Json)
        {
            return false;
        }

        try
        {
            return path.EndsWith(Suffix, StringComparison.OrdinalIgnoreCase) || BeginsLikePlan(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or JsonException)
        {
            return false;
        }
    }

    private static bool BeginsLikePlan(string path)
    {
        byte[] start = new byte[BytesLookedAt];
        using FileStream file = RegularFile.OpenRead(path);
        int length = file.ReadAtLeast(start, start.Length, throwOnEndOfStream: false);
        Utf8JsonReader reader = new(
            start.AsSpan(ByteOrderMark.LengthAt(start)..length), isFinalBlock: false, state: default);
        HashSet<string> keys = [];
        while (reader.Read())
        {
            if (reader.TokenType == JsonTokenType.PropertyName && reader.CurrentDepth == 1)
            {
                keys.Add(Encoding.UTF8.GetString(reader.ValueSpan));
            }
        }

        return keys.IsSupersetOf(FirstKeys);
    }

    private static bool IsPlan(string path)
    {
        try
        {
            _ = Read(path);
            return true;
        }
        catch (DiagnosticException)
        {
            return false;
        }
    }
}
