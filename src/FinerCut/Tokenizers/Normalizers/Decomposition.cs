using System.Runtime.InteropServices;
using System.Text;
using FinerCut.Tokenizers.Characters;

namespace FinerCut.Tokenizers.Normalizers;

/// <summary>Writes characters as their parts, and sorts the marks behind each.</summary>
internal sealed class Decomposition
{
    private const int ClassShift = 56;
    private const int OrderShift = 24;
    private const int PointMask = (1 << OrderShift) - 1;

    private readonly CharacterTable _table = CharacterTable.Library;
    private readonly List<int> _points;

    // Class, place and code point in one number, so that sorting by the number sorts by class and keeps places.
    private readonly List<long> _marks = [];

    private Decomposition(int capacity) => _points = new List<int>(capacity);

    /// <summary>Decomposes a text.</summary>
    /// <param name="text">Valid UTF-16.</param>
    /// <param name="isCompatible">Whether characters that are only compatible with others decompose as well.</param>
    /// <returns>The code points.</returns>
    internal static List<int> Decompose(string text, bool isCompatible)
    {
        Decomposition decomposition = new(text.Length);
        foreach (Rune rune in text.EnumerateRunes())
        {
            decomposition.AddDecomposed(rune.Value, isCompatible);
        }

        decomposition.AddMarks();
        return decomposition._points;
    }

    private void AddDecomposed(int point, bool isCompatible)
    {
        if (Hangul.IsSyllable(point))
        {
            AddSyllable(point);
        }
        else if ((isCompatible ? _table.Compatible : _table.Canonical).TryGetValue(point, out int[]? parts))
        {
            foreach (int part in parts)
            {
                Add(part);
            }
        }
        else
        {
            Add(point);
        }
    }

    private void AddSyllable(int syllable)
    {
        (int leading, int vowel, int? trailing) = Hangul.Decompose(syllable);
        Add(leading);
        Add(vowel);
        if (trailing is { } last)
        {
            Add(last);
        }
    }

    private void Add(int point)
    {
        long markClass = _table.ClassOf(point);
        if (markClass != 0)
        {
            _marks.Add(markClass << ClassShift | (long)_marks.Count << OrderShift | (uint)point);
            return;
        }

        AddMarks();
        _points.Add(point);
    }

    private void AddMarks()
    {
        CollectionsMarshal.AsSpan(_marks).Sort();
        foreach (long mark in _marks)
        {
            _points.Add((int)(mark & PointMask));
        }

        _marks.Clear();
    }
}
