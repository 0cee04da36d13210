using System.Globalization;
using System.Text;
using FinerCut.ChatTemplates.Values;

namespace FinerCut.ChatTemplates.Evaluation;

/// <summary>The function <c>strftime_now</c>, at a time that the caller gives.</summary>
internal static class Clock
{
    internal static TemplateFunction At(DateTime time) => new("strftime_now", arguments => Write(time, arguments));

    private static string Write(DateTime time, CallArguments arguments)
    {
        string format = PythonType.Text(arguments.Bind("!format")[0]);
        StringBuilder output = new();
        for (int index = 0; index < format.Length; index++)
        {
            if (format[index] != '%')
            {
                output.Append(format[index]);
                continue;
            }

            index++;
            output.Append(index < format.Length
                ? Part(time, format[index], arguments)
                : throw arguments.Wrong("with a '%' at the end"));
        }

        return output.ToString();
    }

    private static string Part(DateTime time, char letter, CallArguments arguments) => letter switch
    {
        '%' => "%",
        'j' => time.DayOfYear.ToString("000", CultureInfo.InvariantCulture),
        'F' => time.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        'T' => time.ToString("HH:mm:ss", CultureInfo.InvariantCulture),
        _ => time.ToString(Format(letter) ?? throw arguments.Wrong($"with '%{letter}'"), CultureInfo.InvariantCulture),
    };

    private static string? Format(char letter) => letter switch
    {
        'd' => "dd",
        'm' => "MM",
        'b' => "MMM",
        'B' => "MMMM",
        'y' => "yy",
        'Y' => "yyyy",
        'a' => "ddd",
        'A' => "dddd",
        'H' => "HH",
        'I' => "hh",
        'M' => "mm",
        'S' => "ss",
        'p' => "tt",
        _ => null,
    };
}
