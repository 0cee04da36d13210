namespace FinerCut.Tokenizers.Models;

/// <summary>Finds the best way through a text, from its start to its end, in time that grows linearly with its
/// length.</summary>
internal sealed class UnigramPath
{
    // What an unknown character costs beside the worst token; as in SentencePiece.
    private const double UnknownPenalty = 10;

    private const int NoToken = -1;

    private readonly UnigramSettings _settings;
    private readonly double _unknownScore;

    // A tree of characters: from a node by a character to the next, and the token that ends at each node.
    private readonly Dictionary<(int Node, char Character), int> _next = [];
    private readonly List<int> _tokens = [NoToken];

    internal UnigramPath(UnigramSettings settings)
    {
        _settings = settings;
        _unknownScore = settings.Pieces.Min(piece => piece.Score) - UnknownPenalty;
        for (int id = 0; id < settings.Pieces.Count; id++)
        {
            if (!settings.HiddenIds.Contains(id))
            {
                Add(settings.Pieces[id].Text, id);
            }
        }
    }

    /// <summary>Finds the tokens of a text.</summary>
    /// <param name="text">Valid UTF-16.</param>
    /// <returns>The id of each, and where it lies; one character under the unknown id where no token begins.</returns>
    internal List<(int Id, int Start, int End)> Find(string text)
    {
        Step[] best = new Step[text.Length + 1];
        best.AsSpan(1).Fill(new Step(double.NegativeInfinity, 0, NoToken));
        int length;
        for (int start = 0; start < text.Length; start += length)
        {
            length = char.IsHighSurrogate(text[start]) ? 2 : 1;
            if (!Reach(text, start, best, length))
            {
                Improve(best, start + length, new Step(best[start].Score + _unknownScore, start, _settings.UnknownId));
            }
        }

        List<(int Id, int Start, int End)> tokens = [];
        for (int end = text.Length; end > 0; end = best[end].Start)
        {
            tokens.Add((best[end].Id, best[end].Start, end));
        }

        tokens.Reverse();
        return tokens;
    }

    // Says whether the character by itself is a token.
    private bool Reach(string text, int start, Step[] best, int characterLength)
    {
        bool isToken = false;
        int node = 0;
        for (int end = start + 1; end <= text.Length && _next.TryGetValue((node, text[end - 1]), out node); end++)
        {
            int id = _tokens[node];
            if (id != NoToken)
            {
                isToken |= end - start == characterLength;
                Improve(best, end, new Step(best[start].Score + _settings.Pieces[id].Score, start, id));
            }
        }

        return isToken;
    }

    private static void Improve(Step[] best, int end, Step step)
    {
        if (step.Score > best[end].Score)
        {
            best[end] = step;
        }
    }

    private void Add(string token, int id)
    {
        int node = 0;
        foreach (char character in token)
        {
            if (!_next.TryGetValue((node, character), out int next))
            {
                next = _tokens.Count;
                _next.Add((node, character), next);
                _tokens.Add(NoToken);
            }

            node = next;
        }

        _tokens[node] = id;
    }

    private readonly record struct Step(double Score, int Start, int Id);
}
