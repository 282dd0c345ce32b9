using System.Text;
using ClawPowers.Core.Plans.Reading;
using ClawPowers.Core.Tests.Support;
using FsCheck;
using FsCheck.Fluent;

namespace ClawPowers.Core.Tests.Plans.Reading;

/// <summary>Files that nobody would write are read without a failure, kept or refused, and checked.</summary>
public sealed class MutilatedPlanTests
{
    private const string Valid = "# Plan: p\n\nGoal: g\n\nDone when:\n- a\n\n## Requirements\n- R1: r\n\n## Tasks\n\n### T1 One\n- covers: R1\n- in: src/a.cs (b, c), x from T2\n- done:\n  - it prints 1\n- estimate: 5\n\n### Task 2: Two\n- needs: T1 and T3\n**Duration:** 2-5 min\n- risk: high (why)\n- status: blocked: x\n";

    private static readonly string[] Pieces =
    [
        "### ", "#", "## Tasks\n", "\n", "\n\n", "\r\n", "\r", "\t", "- ", "  - ", "* ", "1. ", "> ", "```\n", "~~~", "---\n", "===\n", ":", "：", ",", ";", "(", ")", "[", "]", "[x] ", "[ ]", "[a]: b\n", "**", "_", "`", "<!--", "-->", "<div>\n", "|", "\\",
        "needs: ", "needs", "all", "from T1", "from ", "estimate: ", "1h30m", "9999999999999999999999d", "0", "status: ", "done", "Done when:\n", "T1", "t1", "Task", "Task 1:", "\u0000", "\u001b[2J", "\u202E", "\uFEFF", "é", "支", "\uD83D\uDE00", "\u00A0", "'", "\"", "    ", "&amp;", "{", "}", "$(x)", "../../x.cs", "C:\\x.cs",
    ];

    [Fact]
    public void Random_bytes_are_read_without_a_failure() =>
        Check(Gen.ListOf(Gen.Choose(0, 255)).Select(static bytes => bytes.Select(static b => (byte)b).ToArray()), 500);

    [Fact]
    public void Plans_with_random_changes_are_read_and_kept_or_refused()
    {
        Gen<byte[]> changed =
            from count in Gen.Choose(1, 10)
            from changes in Gen.Zip(Gen.Choose(0, Valid.Length - 1), Gen.Elements(Pieces)).ListOf(count)
            from cut in Gen.Choose(0, 6)
            select Encoding.UTF8.GetBytes(changes.Aggregate(Valid, (text, change) => string.Concat(text.AsSpan(0, Math.Min(change.Item1, text.Length)), change.Item2, text.AsSpan(Math.Min(change.Item1 + cut, text.Length)))));
        Check(changed, 2_000);
    }

    [Fact]
    public void Random_pieces_of_plans_are_read() =>
        Check(Gen.ListOf(Gen.Elements(Pieces)).Select(static pieces => Encoding.UTF8.GetBytes("## Tasks\n" + string.Concat(pieces))), 2_000);

    [Theory]
    [InlineData("> ")]
    [InlineData("- ")]
    [InlineData("  - ")]
    [InlineData("#")]
    [InlineData("(")]
    [InlineData("'")]
    [InlineData("[x] ")]
    [InlineData("a:")]
    public void A_piece_a_hundred_thousand_times_is_read_in_a_moment(string piece)
    {
        string repeated = "## Tasks\n### T1 a\n- in: " + string.Concat(Enumerable.Repeat(piece, 100_000));

        Assert.NotEmpty(PlanDocument.Parse(repeated + "\n", "p.md").Name);
    }

    [Fact]
    public void A_field_that_goes_on_for_a_hundred_thousand_lines_is_read_in_a_moment()
    {
        var text = new StringBuilder("## Tasks\n### T1 a\n- done: x\n");
        for (int i = 0; i < 100_000; i++)
        {
            text.Append("  and more\n");
        }

        Assert.Equal(900_001, PlanDocument.Parse(text.ToString(), "p.md").Tasks[0].DoneWhen[0].Length);
    }

    private static void Check(Gen<byte[]> files, int count)
    {
        using var bench = new PlanBench();
        Prop.ForAll(files.ToArbitrary(), bytes =>
        {
            File.WriteAllBytes(bench.File, bytes);
            PlanCheck check = bench.Store.CheckFile(bench.File);
            Assert.All(check.Problems, problem => Assert.True(problem.Line is null or > 0));
            PlanDocument document = PlanDocument.Parse(Encoding.UTF8.GetString(bytes), bench.File);
            Assert.Equal(document.Tasks.Count, document.Tasks.Select(task => task.Id).Distinct(StringComparer.OrdinalIgnoreCase).Count());
            Assert.All(document.Tasks.SelectMany(task => task.DoneWhen.Concat(task.Inputs).Concat(task.Needs).Append(task.Title).Append(task.Id)), text => Assert.DoesNotContain(text, char.IsControl));
            return true;
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(count));

        // What was read last is kept, or refused whole.
        if (bench.Store.CheckFile(bench.File).Problems.Any(problem => problem.Severity == PlanProblemSeverity.Error && problem.Kind is PlanProblemKind.NoTasks or PlanProblemKind.DuplicateTask or PlanProblemKind.InvalidId or PlanProblemKind.Unreadable))
        {
            Failure.Of("PlanNotValid", () => bench.Store.Import(new Core.Plans.Importing.ImportPlanRequest { Path = bench.File, AllowSecret = true }));
        }
        else
        {
            Assert.True(bench.Store.Import(new Core.Plans.Importing.ImportPlanRequest { Path = bench.File, AllowSecret = true }).IsDone);
        }
    }
}
