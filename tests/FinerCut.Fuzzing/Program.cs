using System.Globalization;
using System.Text.Json;
using FinerCut.Fuzzing.Runs;
using FinerCut.Fuzzing.Subjects;

namespace FinerCut.Fuzzing;

/// <summary>Runs inputs by their numbers: <c>FOLDER FIRST END</c>. Standard output gets the number of each input before
/// that input is run, and its result as a line of JSON after that.</summary>
internal static class Program
{
    private const int Usage = 64;

    private static int Main(string[] args)
    {
        if (args is not [string folder, string first, string end])
        {
            Console.Error.WriteLine("Give an empty folder, the first input's number, and the number to stop before.");
            return Usage;
        }

        SubjectCatalog subjects = SubjectCatalog.Prepare(folder);
        FuzzRun run = new(Path.Combine(folder, "target"));
        for (int number = Number(first); number < Number(end); number++)
        {
            FuzzInput input = subjects.Make(number);
            Console.Out.WriteLine(JsonSerializer.Serialize(FuzzResult.Begun(number, input)));
            Console.Out.WriteLine(JsonSerializer.Serialize(run.Of(number, input)));
        }

        return 0;
    }

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);
}
