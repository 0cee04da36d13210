using System.Text;
using FinerCut.Onnx;

namespace FinerCut.Folders;

/// <summary>A table as a file of comma-separated values, in the form of RFC 4180 with <c>\n</c> as line end.</summary>
public static class CsvFile
{
    private const string Extension = ".csv";

    /// <summary>Checks, before a long run, whether a file may be written.</summary>
    /// <param name="target">The file to appear; null for none.</param>
    /// <param name="force">Whether another <c>.csv</c> file in its place is replaced.</param>
    /// <exception cref="DiagnosticException">FC7103: the file may not be written; the message says why.</exception>
    public static void CheckTarget(string? target, bool force)
    {
        if (target is null)
        {
            return;
        }

        if (string.IsNullOrWhiteSpace(target))
        {
            throw CsvErrors.NoName();
        }

        if (Directory.Exists(target))
        {
            throw CsvErrors.IsFolder(target);
        }

        if (!File.Exists(target))
        {
            return;
        }

        if (!force)
        {
            throw CsvErrors.Exists(target);
        }

        if (!target.EndsWith(Extension, StringComparison.OrdinalIgnoreCase))
        {
            throw CsvErrors.IsForeign(target);
        }
    }

    /// <summary>Writes a table so that the file appears whole or not at all.</summary>
    /// <param name="target">The file to appear, in a folder that is created where there is none.</param>
    /// <param name="rows">The names of the columns first, then one text for each column; empty for no value.</param>
    /// <param name="force">Whether another <c>.csv</c> file in its place is replaced.</param>
    /// <exception cref="DiagnosticException">FC7103: the file may not be written; or the disk is full or refuses
    /// it.</exception>
    public static void Write(string target, IReadOnlyList<IReadOnlyList<string>> rows, bool force)
    {
        ArgumentNullException.ThrowIfNull(target);
        ArgumentNullException.ThrowIfNull(rows);
        CheckTarget(target, force);
        WholeFile.Write(target, Format(rows), force, "Writing the table");
    }

    /// <summary>The text of a table.</summary>
    internal static string Format(IReadOnlyList<IReadOnlyList<string>> rows)
    {
        StringBuilder text = new();
        foreach (IReadOnlyList<string> row in rows)
        {
            text.AppendJoin(',', row.Select(Quote)).Append('\n');
        }

        return text.ToString();
    }

    private static string Quote(string cell) => cell.AsSpan().ContainsAny(",\"\r\n")
        ? $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\""
        : cell;
}
