using FinerCut.Calibration.Sources;
using FinerCut.Onnx.Files;

namespace FinerCut.Tasks;

/// <summary>Reads tasks: UTF-8 lines of JSON, an item on each.</summary>
internal static class TaskFile
{
    /// <summary>Reads a task.</summary>
    /// <param name="path">The file.</param>
    /// <param name="limit">The most items; null for all. Those that follow are checked as well.</param>
    /// <exception cref="FinerCut.Onnx.DiagnosticException">FC7006: it is not there, or cannot be read. FC7007: it is
    /// not understood, or empty.</exception>
    public static TaskSet Read(string path, int? limit)
    {
        List<TaskItem> items = [];
        try
        {
            using Stream stream = RegularFile.OpenRead(path);
            TaskLineReader reader = new(path);
            items.AddRange(LineReader.Read(path, stream).Select(line => reader.Read(line.Number, line.Bytes)));
        }
        catch (Exception cause) when (cause is FileNotFoundException or DirectoryNotFoundException)
        {
            throw TaskErrors.Missing(path, cause);
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            throw TaskErrors.Unreadable(path, cause);
        }

        if (items.Count == 0)
        {
            throw TaskErrors.Empty(path);
        }

        if (items.Find(item => (item.Gold is null) != (items[0].Gold is null)) is { } other)
        {
            throw TaskErrors.BadLine(path, other.Line, $"is of another form than line {items[0].Line}");
        }

        return new TaskSet(path, [.. items.Take(limit ?? int.MaxValue)], items.Count);
    }
}
