using FinerCut.Fuzzing.Runs;

namespace FinerCut.Fuzzing.Subjects;

/// <summary>All kinds of inputs, in the order of the tables.</summary>
internal sealed class SubjectCatalog
{
    /// <summary>The kinds, and how many of 20 inputs are of each: those with many readers have more.</summary>
    private static readonly (string Name, int Share, Func<string, string, FuzzSubject> Prepare)[] Kinds =
    [
        ("graphs", 4, (name, folder) => new GraphSubject(name, folder)),
        ("data files", 1, (name, folder) => new DataSubject(name, folder)),
        ("configurations", 2, (name, folder) => new ConfigurationSubject(name, folder)),
        ("tokenizers", 6, (name, folder) => new TokenizerSubject(name, folder)),
        ("plans", 2, (name, folder) => new PlanSubject(name, folder)),
        ("chat templates", 3, (name, folder) => new TemplateSubject(name, folder)),
        ("calibration files", 2, (name, folder) => new CalibrationSubject(name, folder)),
    ];

    private readonly FuzzSubject[] _turns;

    private SubjectCatalog(IEnumerable<FuzzSubject> turns) => _turns = [.. turns];

    /// <summary>The names, in the order of the tables.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. Kinds.Select(kind => kind.Name)];

    /// <summary>Writes the sound files of all kinds.</summary>
    /// <param name="folder">An existing folder.</param>
    public static SubjectCatalog Prepare(string folder) => new(Kinds.SelectMany(kind =>
    {
        string own = Path.Combine(folder, kind.Name);
        Directory.CreateDirectory(own);
        return Enumerable.Repeat(kind.Prepare(kind.Name, own), kind.Share);
    }));

    /// <summary>Makes an input: equal numbers make equal inputs.</summary>
    /// <param name="number">At least 0.</param>
    public FuzzInput Make(int number) => _turns[number % _turns.Length].Make(new Random(Seed(number)));

    /// <summary>Seeds that lie apart: random numbers of neighbouring seeds begin alike.</summary>
    private static int Seed(int number) => unchecked((int)((uint)number * 2_654_435_761));
}
