using FinerCut.Onnx;

namespace FinerCut.Tests.ChatTemplates;

/// <summary>What is damaged gives a text or a numbered error.</summary>
public class MutatedTemplateTests
{
    private static readonly string[] Parts =
        [
            "{{",
            "}}",
            "{%",
            "%}",
            "-",
            "|",
            ".",
            "(",
            ")",
            "[",
            "]",
            ":",
            ",",
            "1",
            "'a'",
            " ",
            "\n",
            "not ",
            "is ",
            "in ",
            "if ",
            "loop",
            "messages",
            "**",
            "//",
            "[-1]",
            "|list"
        ];

    [Fact]
    public void Render_MutatedTemplates_GivesTextOrANumberedError()
    {
        Random random = new(6);
        int texts = 0;
        for (int round = 0; round < 1_000; round++)
        {
            string template = Mutate(TemplateCases.All[random.Next(TemplateCases.All.Count)].Template, random);
            try
            {
                texts += TemplateCases.Render(template).Length >= 0 ? 1 : 0;
            }
            catch (DiagnosticException exception)
            {
                Assert.Matches("^FC304[0-3]$", exception.Code);
            }
        }

        Assert.InRange(texts, 100, 900);
    }

    private static string Mutate(string template, Random random)
    {
        int place = random.Next(template.Length + 1);
        return random.Next(3) switch
        {
            0 => template.Remove(place, Math.Min(template.Length - place, random.Next(1, 6))),
            1 => template.Insert(place, Parts[random.Next(Parts.Length)]),
            _ => template[..place] + Parts[random.Next(Parts.Length)]
                + template[Math.Min(template.Length, place + random.Next(4))..],
        };
    }
}
