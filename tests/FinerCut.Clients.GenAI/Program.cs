using System.Text.Json;
using FinerCut.Clients.GenAI.Contract;

namespace FinerCut.Clients.GenAI;

/// <summary>Reads a list of requests from standard input and writes the list of answers, both as JSON; with <c>sample
/// FOLDER PROMPT</c> it runs the sample of the documentation.</summary>
internal static class Program
{
    private const int Usage = 64;

    private static int Main(string[] args)
    {
        switch (args)
        {
            case []:
                GenerationRequest[] requests = JsonSerializer.Deserialize<GenerationRequest[]>(Console.In.ReadToEnd())!;
                Console.Out.Write(JsonSerializer.Serialize(requests.Select(Generation.Run)));
                return 0;
            case ["sample", string folder, string prompt]:
                Sample.Run(folder, prompt);
                return 0;
            default:
                Console.Error.WriteLine("Give nothing, or: sample FOLDER PROMPT");
                return Usage;
        }
    }
}
