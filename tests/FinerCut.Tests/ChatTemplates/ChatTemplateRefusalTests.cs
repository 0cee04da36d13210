using FinerCut.Onnx;

namespace FinerCut.Tests.ChatTemplates;

public class ChatTemplateRefusalTests
{
    [Theory]
    [InlineData("\n\n{% include 'x' %}", "line 3, has the block 'include'")]
    [InlineData("{% if x %}", "ends without '{% endif %}'")]
    [InlineData("{{ 'a", "begins a string that has no end")]
    [InlineData("{{ a", "begins a tag that has no end")]
    [InlineData("a\n{# a", "line 2, begins a comment that has no end")]
    [InlineData("{% raw %}a", "begins a raw block that has no end")]
    [InlineData("{{ a ? b }}", "has the character '?'")]
    [InlineData("{{ }}", "where an expression should be")]
    [InlineData("{{ (a] }}", "has a ']' that closes nothing")]
    [InlineData("{% endif %}", "has the block 'endif'")]
    [InlineData("{% break %}", "has the block 'break'")]
    [InlineData("{{ f(*a) }}", "among the arguments of a call")]
    [InlineData("{{ 0x10 }}", "has the number '0'")]
    [InlineData("{{ 99999999999999999999 }}", "has the number")]
    [InlineData(@"{{ '\N{DASH}' }}", "a character by its name")]
    [InlineData("{% for x in y recursive %}{% endfor %}", "has 'recursive' where '%}' should be")]
    [InlineData("{% set none = 1 %}", "has 'none' where the name of a variable should be")]
    public void Open_NotUnderstood_NamesConstructAndLine(string template, string finding) =>
        AssertRefused("FC3040", finding, template);

    [Theory]
    [InlineData("a\n{{ 'x' | md5 }}", "line 2, uses the filter 'md5'")]
    [InlineData("{{ 'x' is purple }}", "uses the test 'purple'")]
    [InlineData("{{ messages.append(1) }}", "uses the method 'append'")]
    [InlineData("{{ 'x'.zfill(3) }}", "uses the method 'zfill'")]
    [InlineData("{{ messages[0].pop('role') }}", "uses the method 'pop'")]
    [InlineData("{{ missing.role }}", "uses 'missing', which is not defined")]
    [InlineData("{{ missing() }}", "uses 'missing', which is not defined")]
    [InlineData("{{ 'a' + 1 }}", "has '+' between a string and an integer")]
    [InlineData("{{ '%s' % 'a' }}", "has '%' between a string and a string")]
    [InlineData("{{ 1 // 0 }}", "divides by zero with '//'")]
    [InlineData("{{ 9223372036854775807 + 1 }}", "a number beyond 64 bits")]
    [InlineData("{{ 'a' < 1 }}", "compares a string with an integer")]
    [InlineData("{{ 1 in 'a' }}", "has an integer where a string is needed")]
    [InlineData("{{ range }}", "writes the function 'range' as text")]
    [InlineData("{{ [1]|map('string') }}", "writes a generator as text")]
    [InlineData("{{ messages[0].items() }}", "writes a view as text")]
    [InlineData("{{ loop.index }}", "uses 'loop', which is not defined")]
    [InlineData("{% for x in 5 %}{% endfor %}", "loops over an integer")]
    [InlineData("{% set a, b = [1] %}", "gives 2 variables 1 values")]
    [InlineData("{% set x = {} %}{% set x.a = 1 %}", "sets 'a' of what is no namespace")]
    [InlineData("{{ 'a'|safe ~ '<' }}", "uses the filter 'safe' elsewhere")]
    [InlineData("{{ 'ß'|upper }}", "changes the case of 'ß'")]
    [InlineData("{{ 'ªb'.title() }}", "changes the case of 'ª'")]
    [InlineData("{{ lipsum() }}", "uses 'lipsum'")]
    [InlineData("{% macro m(a) %}{% endmacro %}{{ m(1, 2) }}", "uses 'm' with 2 arguments")]
    [InlineData("{{ 'a'|trim(x=1) }}", "with the argument 'x'")]
    [InlineData("{{ 'a'|replace('b') }}", "without the argument 'new'")]
    [InlineData("{{ {[1]: 2} }}", "uses a list as the key of a dictionary")]
    [InlineData("{{ strftime_now('%Q') }}", "with '%Q'")]
    [InlineData("{{ missing|tojson }}", "as JSON")]
    [InlineData("{{ 2.55|round(1) }}", "with another precision than 0")]
    public void Render_NotPossible_NamesOperationAndLine(string template, string finding) =>
        AssertRefused("FC3041", finding, template);

    [Fact]
    public void Render_Refusal_TellsTheReasonOfTheTemplate() =>
        AssertRefused(
            "FC3042",
            "line 2, refuses the conversation: No system. Change",
            "{% if messages %}\n{{ raise_exception('No system.') }}{% endif %}");

    [Theory]
    [InlineData("{% for a in range(99999) %}{% for b in range(99999) %}{% endfor %}{% endfor %}", "more work")]
    [InlineData("{% for a in range(100001) %}{% endfor %}", "a range of more than")]
    [InlineData("{{ 'a' * 999999999 }}", "more than 4000000 characters")]
    [InlineData("{{ [0] * 999999999 }}", "more than 4000000 characters")]
    [InlineData("{{ 'a'|indent(999999999, true) }}", "more than 4000000 characters")]
    [InlineData("{% for a in range(9999) %}{{ 'abcdefghij' * 99 }}{% endfor %}", "more than 4000000 characters")]
    [InlineData(
        "{% set ns = namespace(s='aa') %}{% for a in range(99) %}{% set ns.s = ns.s ~ ns.s %}{% endfor %}",
        "more than 4000000 characters")]
    [InlineData(
        "{% set ns = namespace(s='aa') %}{% for a in range(99) %}{% set ns.s = ns.s|replace('a', ns.s) %}{% endfor %}",
        "more than 4000000 characters")]
    [InlineData(
        "{% set ns = namespace(s=[]) %}{% for a in range(99999) %}{% set ns.s = [ns.s] %}{% endfor %}{{ ns.s }}",
        "values nested more than 200 levels")]
    [InlineData(
        "{% set ns = namespace(s=[]) %}{% for a in range(99999) %}{% set ns.s = [ns.s] %}{% endfor %}{{ ns.s|tojson }}",
        "values nested more than 200 levels")]
    [InlineData("{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}", "levels of nesting")]
    public void Render_Hostile_EndsInALimit(string template, string finding) =>
        AssertRefused("FC3043", finding, template);

    [Theory]
    [InlineData("(", ")")]
    [InlineData("[", "]")]
    [InlineData("not ", "")]
    [InlineData("- ", "")]
    [InlineData("a if b else ", "")]
    public void Open_DeepExpression_EndsInALimit(string part, string end) =>
        AssertRefused("FC3043", "levels of nesting", $"{{{{ {Repeated(part, 50_000)}a{Repeated(end, 50_000)} }}}}");

    [Fact]
    public void Render_LongSum_EndsInALimit() =>
        AssertRefused("FC3043", "levels of nesting", $"{{{{ 1{Repeated(" + 1", 10_000)} }}}}");

    private static string Repeated(string part, int count) => string.Concat(Enumerable.Repeat(part, count));

    private static void AssertRefused(string code, string finding, string template)
    {
        DiagnosticException exception = Assert.Throws<DiagnosticException>(() => TemplateCases.Render(template));
        Assert.Equal(code, exception.Code);
        Assert.Contains(finding, exception.Message, StringComparison.Ordinal);
        Assert.StartsWith("The chat template of 'a test', line ", exception.Message, StringComparison.Ordinal);
    }
}
