namespace FinerCut.Evaluation.Protocols;

/// <summary>Cuts the tokens of a text into windows.</summary>
/// <param name="settings">The protocol and its sizes; how many windows are wanted does not matter here.</param>
internal sealed class WindowCutter(WindowSettings settings)
{
    /// <summary>The token that begins every text of the model, where its tokenizer adds one; only <c>llama.cpp</c>
    /// gives it to each window. Null for none.</summary>
    public int? BeginToken { get; init; }

    /// <summary>Whether the model reads windows of the full length only.</summary>
    public bool IsFixedLength { get; init; }

    /// <summary>Cuts a text.</summary>
    /// <param name="ids">The tokens.</param>
    /// <returns>The windows in the order of the text; none where the text does not fill one.</returns>
    public IEnumerable<TextWindow> Cut(IReadOnlyList<int> ids) =>
        settings.Protocol == PerplexityProtocol.Stride ? Overlapping(ids) : Apart(ids);

    /// <summary>A rest that does not fill a window is left out.</summary>
    private IEnumerable<TextWindow> Apart(IReadOnlyList<int> text)
    {
        int? begin = settings.Protocol == PerplexityProtocol.LlamaCpp ? BeginToken : null;
        IReadOnlyList<int> ids = begin is { } token ? [token, .. text] : text;
        for (int start = 0; start + settings.Window <= ids.Count; start += settings.Window)
        {
            int[] window = Piece(ids, start, settings.Window);
            window[0] = begin ?? window[0];
            yield return new TextWindow(window, settings.FirstCounted);
        }
    }

    /// <summary>The last window is as long as the rest of the text.</summary>
    private IEnumerable<TextWindow> Overlapping(IReadOnlyList<int> ids)
    {
        int counted = 1;
        for (int start = 0; ids.Count > 1 && counted < ids.Count; start += settings.Stride)
        {
            int end = Math.Min(start + settings.Window, ids.Count);
            if (IsFixedLength && end - start < settings.Window)
            {
                yield break;
            }

            yield return new TextWindow(Piece(ids, start, end - start), Math.Max(1, counted - start));
            counted = end;
        }
    }

    private static int[] Piece(IReadOnlyList<int> ids, int start, int length)
    {
        int[] piece = new int[length];
        for (int i = 0; i < length; i++)
        {
            piece[i] = ids[start + i];
        }

        return piece;
    }
}
