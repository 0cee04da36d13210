namespace FinerCut.Clients.GenAI.Absent;

/// <summary>Stands in for the program where ONNX Runtime GenAI could not be had.</summary>
internal static class Program
{
    private const int Unavailable = 69;

    private static int Main()
    {
        Console.Error.WriteLine(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "unavailable.txt")));
        return Unavailable;
    }
}
