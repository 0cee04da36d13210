using System.Text.Json;

namespace FinerCut.Tests.ChatTemplates;

public class ChatTemplateTests
{
    [Fact]
    public void Render_OwnTemplates_GivesTheTextOfJinja() => Assert.All(
        TemplateCases.All, entry => Assert.Equal(entry.Expected, TemplateCases.Render(entry.Template)));

    [Theory]
    [InlineData("a\r\n{% if true %}\r\nb\r{% endif %}\r\n\r\n", "a\nb\n")]
    [InlineData("", "")]
    [InlineData("\n", "")]
    public void Render_OtherLineEnds_AreNewlines(string template, string expected) =>
        Assert.Equal(expected, TemplateCases.Render(template));

    [Theory]
    [InlineData(true, "True")]
    [InlineData(false, "False")]
    public void Render_GenerationPrompt_IsAVariable(bool isAdded, string expected) =>
        Assert.Equal(
            expected, TemplateCases.Open("{{ add_generation_prompt }}").Render(TemplateCases.Messages, isAdded));

    [Fact]
    public void Render_Clock_GivesTheTimeOfTheCaller()
    {
        FinerCut.ChatTemplates.ChatTemplate template = new(
            "a test", "{{ strftime_now('%d.%m.%y %I %p') }}", new Dictionary<string, string?>())
        {
            Now = new DateTime(2025, 3, 4, 17, 0, 0, DateTimeKind.Unspecified),
        };
        Assert.Equal("04.03.25 05 PM", template.Render(TemplateCases.Messages, addGenerationPrompt: false));
    }

    [Fact]
    public void Render_Twice_ChangesNothing()
    {
        var template = TemplateCases.Open(
            "{% set ns = namespace(n=0) %}{% for m in messages %}{% set ns.n = ns.n + 1 %}{% endfor %}{{ ns.n }}");
        Assert.Equal("3", template.Render(TemplateCases.Messages, addGenerationPrompt: false));
        Assert.Equal("3", template.Render(TemplateCases.Messages, addGenerationPrompt: false));
    }

    [Fact]
    public void Render_LongConversation_IsFast()
    {
        string one = $$"""{"role": "user", "content": "{{new string('a', 1_000)}}"}""";
        using JsonDocument messages = JsonDocument.Parse($"[{string.Join(',', Enumerable.Repeat(one, 1_000))}]");
        string text = TemplateCases.Open(
            "{% for m in messages %}{{ m.role + ': ' + m['content'] | trim + '\\n' }}{% endfor %}")
            .Render(messages.RootElement, addGenerationPrompt: false);
        Assert.Equal(1_007_000, text.Length);
    }
}
