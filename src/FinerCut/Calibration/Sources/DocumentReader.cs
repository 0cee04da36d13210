using FinerCut.Calibration.Texts;

namespace FinerCut.Calibration.Sources;

/// <summary>Reads the texts of sources, as documents or as one text in which a blank line stands between each two of
/// them.</summary>
/// <param name="request">The field with the text, and the chat template.</param>
/// <param name="inputs">The sources, none with token ids; empty for the built-in text.</param>
internal sealed class DocumentReader(CalibrationRequest request, IReadOnlyList<CalibrationInput> inputs)
{
    private const string Between = "\n\n";

    /// <summary>Whether sources hold token ids.</summary>
    /// <param name="request">The field with the text, and the chat template.</param>
    /// <param name="inputs">The sources.</param>
    /// <returns>Null where all are empty.</returns>
    /// <exception cref="FinerCut.Onnx.DiagnosticException">FC3024, or one of reading: some hold ids and others
    /// text.</exception>
    public static bool? HoldIds(CalibrationRequest request, IReadOnlyList<CalibrationInput> inputs)
    {
        List<(CalibrationInput Input, bool? IsIds)> kinds =
            [.. inputs.Select(input => (input, HoldsIds(request, input))).Where(pair => pair.Item2 is not null)];
        return kinds.Find(pair => pair.IsIds != kinds[0].IsIds).Input is { } other
            ? throw CalibrationErrors.TextsAndIds(kinds[0].Input.Path, other.Path)
            : kinds.Count > 0 ? kinds[0].IsIds : null;
    }

    /// <summary>The documents, one by one.</summary>
    public IEnumerable<CalibrationDocument> ReadDocuments() => inputs.Count > 0
        ? inputs.SelectMany(Documents)
        : [new CalibrationDocument(
            CalibrationText.SourceName, IsChat: false, _ => new TextPrefix(CalibrationText.Read(), IsWhole: true))];

    /// <summary>The beginning of all documents as one text.</summary>
    /// <param name="limit">Length after which no further document is begun.</param>
    public TextPrefix ReadText(int limit)
    {
        if (inputs is [{ Kind: InputKind.Text } only])
        {
            return TextFile.ReadText(only, limit);
        }

        System.Text.StringBuilder text = new();
        string separator = "";
        foreach (CalibrationDocument document in ReadDocuments())
        {
            if (text.Length >= limit)
            {
                return new TextPrefix(text.ToString(), IsWhole: false);
            }

            TextPrefix prefix = document.Read(limit - text.Length);
            text.Append(separator).Append(prefix.Text);
            if (!prefix.IsWhole)
            {
                return new TextPrefix(text.ToString(), IsWhole: false);
            }

            separator = Between;
        }

        return new TextPrefix(text.ToString(), IsWhole: true);
    }

    /// <summary>All documents as one text, a piece at a time.</summary>
    public IEnumerable<string> ReadPieces()
    {
        string separator = "";
        foreach (CalibrationInput input in inputs)
        {
            IEnumerable<string> pieces = input.Kind == InputKind.Text ? TextFile.ReadPieces(input)
                .Prepend(separator) : Lines(input).SelectMany(line =>
            {
                string before = separator;
                separator = Between;
                return (string[])[before, line.Text!];
            });
            foreach (string piece in pieces)
            {
                yield return piece;
            }

            separator = Between;
        }

        if (inputs.Count == 0)
        {
            yield return CalibrationText.Read();
        }
    }

    private static bool? HoldsIds(CalibrationRequest request, CalibrationInput input)
    {
        if (input.Kind != InputKind.JsonLines)
        {
            return input.Kind == InputKind.Numpy;
        }

        JsonLine? first = input.ReadEach(new JsonLines(input.Path, request).Read).FirstOrDefault();
        return first is null ? null : first.Ids is not null;
    }

    private IEnumerable<CalibrationDocument> Documents(CalibrationInput input) => input.Kind == InputKind.Text
        ? [new CalibrationDocument(input.Name, IsChat: false, limit => TextFile.ReadText(input, limit))]
        : Lines(input).Select(line => new CalibrationDocument(
            $"{input.Name} line {line.Number}", line.IsChat, _ => new TextPrefix(line.Text!, IsWhole: true)));

    private IEnumerable<JsonLine> Lines(CalibrationInput input) =>
        input.ReadEach(new JsonLines(input.Path, request).Read);
}
