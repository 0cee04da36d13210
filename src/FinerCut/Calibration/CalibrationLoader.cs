using FinerCut.Calibration.Texts;
using FinerCut.Onnx;

namespace FinerCut.Calibration;

/// <summary>Makes calibration sets of texts and of token ids.</summary>
/// <remarks>A text becomes one sequence of tokens, without special tokens, which rows cut from its start: as in the authors' code.
/// Nothing behind what the rows need is looked at.</remarks>
internal static class CalibrationLoader
{
    /// <summary>Loads a calibration set.</summary>
    /// <param name="request">Which one.</param>
    /// <returns>The set, with as many rows as there are, at most those wanted; fewer are warned of once.</returns>
    /// <exception cref="DiagnosticException">FC3001, FC3015 to FC3019: the file is missing, cannot be read or understood, fills no row,
    /// has no tokenizer, or holds ids that the model does not know. FC4015 or FC4016: the sizes or the kind of file are not possible.</exception>
    internal static CalibrationSet Load(CalibrationRequest request)
    {
        CheckSizes(request);
        IReadOnlyList<int[]> rows = ReadRows(request);
        if (rows.Count < request.Samples)
        {
            request.Warn(CalibrationErrors.FewerRows(request, rows.Count));
        }

        return new CalibrationSet(Path.GetFileName(request.Path) ?? CalibrationText.SourceName, rows);
    }

    private static void CheckSizes(CalibrationRequest request)
    {
        if (request.Samples < 1)
        {
            throw CalibrationErrors.SamplesTooFew(request.Samples);
        }

        if (request.SampleTokens < 2)
        {
            throw CalibrationErrors.SampleTokensTooFew(request.SampleTokens);
        }
    }

    private static IReadOnlyList<int[]> ReadRows(CalibrationRequest request) => request.Path switch
    {
        null => Tokenize(_ => new TextPrefix(CalibrationText.Read(), IsWhole: true), request),
        { } path when HasExtension(path, ".txt") => Tokenize(limit => TextFile.ReadText(path, limit), request),
        { } path when HasExtension(path, ".jsonl") => JsonLinesFile.HoldsIds(path) switch
        {
            null => throw CalibrationErrors.Empty(request),
            true => JsonLinesFile.ReadRows(path, request),
            false => Tokenize(limit => JsonLinesFile.ReadText(path, limit), request),
        },
        { } path => throw CalibrationErrors.ExtensionUnknown(path),
    };

    private static bool HasExtension(string path, string extension) => path.EndsWith(extension, StringComparison.OrdinalIgnoreCase);

    private static IReadOnlyList<int[]> Tokenize(Func<int, TextPrefix> read, CalibrationRequest request)
    {
        Func<string, IReadOnlyList<int>> encoder = request.Encoder ?? throw CalibrationErrors.TokenizerMissing(request);
        IReadOnlyList<int> ids = TextTokens.Encode(read, encoder, request.Tokens);
        IReadOnlyList<int[]> rows = TokenRows.Cut(ids, request.Samples, request.SampleTokens);
        if (rows.Count == 0)
        {
            throw ids.Count == 0 ? CalibrationErrors.Empty(request) : CalibrationErrors.TooShort(request, ids.Count);
        }

        foreach (int id in rows.SelectMany(row => row).Where(id => !request.Knows(id)))
        {
            throw CalibrationErrors.TokenizerUnfit(request, id);
        }

        return rows;
    }
}
