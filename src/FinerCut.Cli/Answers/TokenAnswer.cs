using System.Globalization;
using System.Text;
using FinerCut.Commands.Tokens;

namespace FinerCut.Cli.Answers;

/// <summary>What <c>finercut tokens</c> prints, text by text.</summary>
/// <param name="writer">Standard output.</param>
/// <param name="cancellation">Ends the writing between two lines.</param>
internal sealed class TokenAnswer(TextWriter writer, CancellationToken cancellation)
{
    private const int TokenWidth = 18;
    private const int FlushLength = 1 << 16;

    private readonly StringBuilder _lines = new();

    /// <summary>Writes the ids as one line of JSON.</summary>
    public void WriteIds(TokenListing listing)
    {
        _lines.Append('[');
        for (int index = 0; index < listing.Ids.Count; index++)
        {
            _lines.Append(index == 0 ? "" : ", ").Append(CultureInfo.InvariantCulture, $"{listing.Ids[index]}");
            FlushWhereLong();
        }

        EndLine("]");
        Flush();
    }

    /// <summary>Writes a heading, and a line for each token: id, token, and the text that it stands for.</summary>
    public void WriteTable(TokenListing listing)
    {
        string count = listing.Ids.Count == 1
            ? "1 token"
            : string.Create(CultureInfo.InvariantCulture, $"{listing.Ids.Count} tokens");
        EndLine(
            listing.Line is { } line ? string.Create(CultureInfo.InvariantCulture, $"Line {line}: {count}") : count);
        int width = listing.Ids.Select(Digits).DefaultIfEmpty(0).Max() + 2;
        foreach (ListedToken piece in listing.Pieces)
        {
            string id = piece.Id.ToString(CultureInfo.InvariantCulture).PadLeft(width);
            EndLine(piece.Token is { } token
                ? $"{id}  {VisibleText.Escape(token).PadRight(TokenWidth)}  {VisibleText.Quote(piece.Bytes.Span)}"
                : $"{id}  (no token has this id)");
            FlushWhereLong();
        }

        Flush();
    }

    private static int Digits(int id) => id.ToString(CultureInfo.InvariantCulture).Length;

    private void EndLine(string text) => _lines.Append(text).Append(writer.NewLine);

    private void FlushWhereLong()
    {
        if (_lines.Length > FlushLength)
        {
            Flush();
        }
    }

    private void Flush()
    {
        cancellation.ThrowIfCancellationRequested();
        writer.Write(_lines);
        _lines.Clear();
    }
}
