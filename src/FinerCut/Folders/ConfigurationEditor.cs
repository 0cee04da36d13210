using System.Globalization;
using System.Text;
using System.Text.Json;
using FinerCut.Onnx;

namespace FinerCut.Folders;

/// <summary>Makes the configuration files fit the pruned graph by the smallest edits: what does not change stays byte for byte.</summary>
internal static class ConfigurationEditor
{
    /// <summary>Edits the configuration files of a written folder, its subfolders included.</summary>
    /// <param name="folder">The folder that they were copied to.</param>
    /// <param name="remainingCaches">Number of layers that still have a cache.</param>
    /// <returns>Paths of the files that changed.</returns>
    /// <exception cref="DiagnosticException">A file is not valid JSON.</exception>
    /// <exception cref="IOException">A file cannot be read or written.</exception>
    public static IReadOnlyList<string> EditConfigurations(string folder, int remainingCaches)
    {
        List<string> changed = [];
        foreach (string path in LayerCount.FileNames.SelectMany(name => Directory.EnumerateFiles(folder, name, SearchOption.AllDirectories)))
        {
            byte[] before = File.ReadAllBytes(path);
            byte[] after = LayerCount.Set(before, path, remainingCaches);
            if (!after.AsSpan().SequenceEqual(before))
            {
                File.WriteAllBytes(path, after);
                changed.Add(path);
            }
        }

        return changed;
    }

    /// <summary>Sets a number in a JSON text by replacing its digits alone.</summary>
    /// <param name="json">UTF-8, with or without a byte order mark.</param>
    /// <param name="fileName">The file, for the error.</param>
    /// <param name="path">Keys of nested objects, at least one.</param>
    /// <param name="value">The new number.</param>
    /// <returns>The new text; <paramref name="json"/> itself where no number is at that path.</returns>
    /// <exception cref="DiagnosticException">It is not valid JSON; the message has line and column.</exception>
    public static byte[] SetNumber(byte[] json, string fileName, IReadOnlyList<string> path, long value)
    {
        byte[] digits = Encoding.ASCII.GetBytes(value.ToString(CultureInfo.InvariantCulture));
        try
        {
            // From the end, so that the ranges before stay valid.
            return JsonNumbers.Find(json, path).Reverse()
                .Aggregate(json, (text, range) => [.. text.AsSpan(..range.Start), .. digits, .. text.AsSpan(range.End..)]);
        }
        catch (JsonException exception)
        {
            throw JsonFile.Damaged(fileName, json, exception);
        }
    }
}
