using PackageProbe;

Question question = Question.Parse(args);
string folder = Path.Combine(Path.GetDirectoryName(question.AnswerPath)!, $"probe-{Environment.ProcessId}");
try
{
    return new Probe(new Restore(folder), Wish.Read(question.WishesPath)).Ask(question);
}
finally
{
    Directory.Delete(folder, recursive: true);
}
