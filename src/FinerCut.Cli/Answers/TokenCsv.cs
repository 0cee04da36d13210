using FinerCut.Commands.Tokens;

namespace FinerCut.Cli.Answers;

/// <summary>The table that <c>finercut tokens --csv</c> writes: a row for each token.</summary>
internal sealed class TokenCsv
{
    private static readonly string[] Columns = ["Line", "Position", "Id", "Token", "Bytes"];

    private readonly List<IReadOnlyList<string>> _rows = [Columns];

    /// <summary>The rows, the names of the columns first.</summary>
    public IReadOnlyList<IReadOnlyList<string>> Rows => _rows;

    /// <summary>Adds the tokens of a text.</summary>
    /// <param name="listing">The tokens; a token may hold half of a character, so its bytes are written in hexadecimal
    /// digits.</param>
    public void Add(TokenListing listing) => _rows.AddRange(listing.Pieces.Select((piece, index) => new[]
    {
        CsvText.Number(listing.Line),
        CsvText.Number(index),
        CsvText.Number(piece.Id),
        piece.Token ?? "",
        Convert.ToHexStringLower(piece.Bytes.Span),
    }));
}
