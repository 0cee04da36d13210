using FinerCut.Tokenizers;

namespace FinerCut.Commands.Generate;

/// <summary>Turns tokens into text as they come; a character that spans tokens waits for its last one.</summary>
/// <remarks>Decoders look at neighbours, at spaces for instance. So new tokens are decoded together with those that
/// were told last, and what goes beyond the text of these is new.</remarks>
internal sealed class TextStream
{
    private const char Unfinished = '\uFFFD';
    private const int LargestContext = 8;

    private readonly HuggingFaceTokenizer _tokenizer;
    private readonly List<int> _window;
    private int _toldTokens;
    private int _toldLength;

    /// <param name="tokenizer">The model's.</param>
    /// <param name="prompt">The tokens before the text.</param>
    public TextStream(HuggingFaceTokenizer tokenizer, IReadOnlyList<int> prompt)
    {
        (_tokenizer, _window) = (tokenizer, [.. prompt.TakeLast(LargestContext)]);
        (_toldTokens, _toldLength) = (_window.Count, tokenizer.DecodeIds(_window).Length);
    }

    /// <summary>Takes a token.</summary>
    /// <param name="id">Its id.</param>
    /// <returns>What can be told now; empty where a character is unfinished.</returns>
    public string Add(int id)
    {
        _window.Add(id);
        string all = _tokenizer.DecodeIds(_window);
        string finished = all.TrimEnd(Unfinished);
        if (finished.Length < _toldLength)
        {
            return "";
        }

        string news = finished[_toldLength..];
        _toldLength = finished.Length;
        if (finished.Length == all.Length)
        {
            _window.RemoveRange(0, _toldTokens);
            (_toldTokens, _toldLength) = (_window.Count, _tokenizer.DecodeIds(_window).Length);
        }

        return news;
    }

    /// <summary>What was held back until the end.</summary>
    public string Finish()
    {
        string all = _tokenizer.DecodeIds(_window);
        return all.Length > _toldLength ? all[_toldLength..] : "";
    }
}
