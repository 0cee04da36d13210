using FinerCut.Onnx;

namespace FinerCut.Folders;

/// <summary>A report as a page of HTML.</summary>
public static class HtmlFile
{
    private static readonly string[] Extensions = [".html", ".htm"];

    /// <summary>Checks, before a long run, whether a file may be written.</summary>
    /// <param name="target">The file to appear; null for none.</param>
    /// <param name="force">Whether another page in its place is replaced.</param>
    /// <exception cref="DiagnosticException">FC7301 to FC7304: the file may not be written; the message says
    /// why.</exception>
    public static void CheckTarget(string? target, bool force)
    {
        if (target is null)
        {
            return;
        }

        if (string.IsNullOrWhiteSpace(target))
        {
            throw HtmlErrors.NoName();
        }

        if (!Extensions.Contains(Path.GetExtension(target), StringComparer.OrdinalIgnoreCase))
        {
            throw HtmlErrors.OtherName(target);
        }

        if (Directory.Exists(target))
        {
            throw HtmlErrors.IsFolder(target);
        }

        if (File.Exists(target) && !force)
        {
            throw HtmlErrors.Exists(target);
        }
    }

    /// <summary>Writes a page so that the file appears whole or not at all.</summary>
    /// <param name="target">The file to appear, in a folder that is created where there is none.</param>
    /// <param name="page">The page, which says that it is UTF-8.</param>
    /// <param name="force">Whether another page in its place is replaced.</param>
    /// <exception cref="DiagnosticException">FC7301 to FC7304: the file may not be written; or the disk is full or
    /// refuses it.</exception>
    public static void Write(string target, string page, bool force)
    {
        ArgumentNullException.ThrowIfNull(target);
        ArgumentNullException.ThrowIfNull(page);
        CheckTarget(target, force);
        WholeFile.Write(target, page, force, "Writing the report");
    }
}
