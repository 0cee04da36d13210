namespace FinerCut.Tokenizers.Models;

/// <summary>A vocabulary, and how pieces of text become its tokens.</summary>
internal interface ITokenModel
{
    /// <summary>The largest id, or -1 without any token.</summary>
    int LargestId { get; }

    /// <summary>Finds the token of an id.</summary>
    string? FindToken(int id);

    /// <summary>Finds the id of a token.</summary>
    int? FindId(string token);

    /// <summary>Turns a piece of text into ids.</summary>
    /// <param name="piece">Valid UTF-16.</param>
    /// <param name="ids">Gets the ids.</param>
    void Encode(string piece, List<int> ids);
}
