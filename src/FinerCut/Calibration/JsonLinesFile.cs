using System.Text;
using FinerCut.Onnx;

namespace FinerCut.Calibration;

/// <summary>Reads as many lines of a <c>.jsonl</c> file as the rows need; what is behind them is not looked at.</summary>
internal static class JsonLinesFile
{
    /// <summary>Whether the lines hold token ids.</summary>
    /// <param name="path">The file.</param>
    /// <returns>Null for a file without lines.</returns>
    /// <exception cref="DiagnosticException">FC3015, FC3016 or FC3018: the file, or its first line, cannot be read.</exception>
    internal static bool? HoldsIds(string path)
    {
        JsonLine? first = CalibrationFile.Read(path, stream => JsonLines.Read(path, stream).FirstOrDefault());
        return first is null ? null : first.Ids is not null;
    }

    /// <summary>Reads the beginning of the documents, a blank line between each two.</summary>
    /// <param name="path">The file.</param>
    /// <param name="limit">Characters after which no further document is read.</param>
    /// <returns>Whole documents.</returns>
    /// <exception cref="DiagnosticException">FC3016 or FC3018: a line cannot be read.</exception>
    internal static TextPrefix ReadText(string path, int limit) => CalibrationFile.Read(path, stream =>
    {
        StringBuilder text = new();
        string separator = "";
        foreach (JsonLine line in JsonLines.Read(path, stream))
        {
            if (text.Length >= limit)
            {
                return new TextPrefix(text.ToString(), IsWhole: false);
            }

            text.Append(separator).Append(line.Text);
            separator = "\n\n";
        }

        return new TextPrefix(text.ToString(), IsWhole: true);
    });

    /// <summary>Reads rows of token ids: of each line the first that fill a row.</summary>
    /// <param name="path">The file.</param>
    /// <param name="request">Number of rows and tokens wanted, and the vocabulary.</param>
    /// <returns>As many rows as there are, at most those wanted.</returns>
    /// <exception cref="DiagnosticException">FC3016 to FC3019: a line cannot be read, is shorter than a row, or holds an id, in the row
    /// or behind it, that the model does not know.</exception>
    internal static IReadOnlyList<int[]> ReadRows(string path, CalibrationRequest request) => CalibrationFile.Read<IReadOnlyList<int[]>>(
        path, stream => [.. JsonLines.Read(path, stream).Take(request.Samples).Select(line => RowOf(line, request))]);

    private static int[] RowOf(JsonLine line, CalibrationRequest request)
    {
        IReadOnlyList<long> ids = line.Ids!;
        foreach (long id in ids.Where(id => !request.Knows(id)))
        {
            throw CalibrationErrors.IdUnknown(request, line.Number, id);
        }

        return ids.Count >= request.SampleTokens
            ? [.. ids.Take(request.SampleTokens).Select(id => (int)id)]
            : throw CalibrationErrors.RowTooShort(request, line.Number, ids.Count);
    }
}
