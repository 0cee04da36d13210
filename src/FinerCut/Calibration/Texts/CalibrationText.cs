using System.Text;

namespace FinerCut.Calibration.Texts;

/// <summary>The text that a search calibrates on where none is given: story, exposition, dialogue, instructions, code
/// and sums in turn.</summary>
internal static class CalibrationText
{
    /// <summary>What plans and tables call it.</summary>
    internal const string SourceName = "built-in";

    /// <summary>Name of the embedded resource.</summary>
    internal const string ResourceName = "FinerCut.Calibration.Texts.calibration.txt";

    /// <summary>Reads the text.</summary>
    /// <returns>About 31 KB, <c>\n</c> as line end, a paragraph on each line.</returns>
    internal static string Read()
    {
        using Stream stream = typeof(CalibrationText).Assembly.GetManifestResourceStream(ResourceName)!;
        using StreamReader reader = new(stream, Encoding.UTF8);
        return reader.ReadToEnd();
    }
}
