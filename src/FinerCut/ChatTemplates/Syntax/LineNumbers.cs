namespace FinerCut.ChatTemplates.Syntax;

/// <summary>Lines of a template by position.</summary>
internal sealed class LineNumbers
{
    private readonly List<int> _breaks = [];

    internal LineNumbers(string source)
    {
        for (int index = source.IndexOf('\n'); index >= 0; index = source.IndexOf('\n', index + 1))
        {
            _breaks.Add(index);
        }
    }

    /// <summary>The 1-based line of a 0-based position.</summary>
    internal long At(int position)
    {
        int index = _breaks.BinarySearch(position);
        return (index < 0 ? ~index : index) + 1;
    }
}
