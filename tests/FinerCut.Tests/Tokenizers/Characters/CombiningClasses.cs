namespace FinerCut.Tests.Tokenizers.Characters;

/// <summary>Finds out which marks the Hugging Face library sorts, and how.</summary>
internal static class CombiningClasses
{
    // Marks of the first and of the last class: each other mark moves before or behind one of them.
    private const char InFirstClass = '\u0334';
    private const char InLastClass = '\u0345';

    /// <summary>Gives the marks of each class, in the order of sorting.</summary>
    /// <param name="library">The canonical decomposition.</param>
    internal static IReadOnlyList<IReadOnlyList<int>> Find(LibraryCharacters library)
    {
        int[] marks = [.. FindMarks(library)];
        HashSet<int> left = [.. marks];
        List<(int Before, IReadOnlyList<int> Marks)> classes = [];
        while (left.Count > 0)
        {
            int mark = left.First();
            int[] before = [.. MovedBefore(library, mark, marks)];
            int[] same = [.. marks.Except(before).Except(MovedBehind(library, mark, marks))];
            classes.Add((before.Length, same));
            left.ExceptWith(same);
        }

        return [.. classes.OrderBy(pair => pair.Before).Select(pair => pair.Marks)];
    }

    private static IEnumerable<int> FindMarks(LibraryCharacters library) =>
        MovedBefore(library, InLastClass, LibraryCharacters.All)
            .Union(MovedBehind(library, InFirstClass, LibraryCharacters.All))
            .Order();

    private static IEnumerable<int> MovedBefore(LibraryCharacters library, int mark, IReadOnlyList<int> others) =>
        Moved(library, others, other => (mark, other));

    private static IEnumerable<int> MovedBehind(LibraryCharacters library, int mark, IReadOnlyList<int> others) =>
        Moved(library, others, other => (other, mark));

    // Two of the same mark look moved, and are not.
    private static IEnumerable<int> Moved(
        LibraryCharacters library, IReadOnlyList<int> others, Func<int, (int First, int Second)> pairWith)
    {
        (int First, int Second)[] pairs = [.. others.Select(pairWith)];
        IReadOnlyList<string> changed = library.Change(pairs.Select(pair => Write(pair.First, pair.Second)));
        return others.Where((_, index) => pairs[index].First != pairs[index].Second
            && changed[index] == Write(pairs[index].Second, pairs[index].First));
    }

    private static string Write(int first, int second) =>
        $"x{char.ConvertFromUtf32(first)}{char.ConvertFromUtf32(second)}";
}
