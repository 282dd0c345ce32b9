using System.Globalization;
using System.Text;
using FsCheck;
using FsCheck.Fluent;

namespace ClawPowers.Core.Tests.Plans.Importing;

/// <summary>Any sequence of imports and completions against a model that is as plain as the rules.</summary>
public sealed class MergePropertyTests
{
    private const int Most = 6;

    [Fact]
    public void No_sequence_of_imports_and_completions_loses_progress_or_counts_wrong()
    {
        var imports = from bits in Gen.Choose(1, (1 << Most) - 1) from needs in Gen.Choose(0, int.MaxValue - 1) select (Kind: 0, A: bits, B: needs);
        var changes = from task in Gen.Choose(0, Most - 1) from status in Gen.Elements(2, 2, 2, 4, 3, 0) select (Kind: 1, A: task, B: status);
        Prop.ForAll(Gen.ListOf(Gen.OneOf(imports, changes)).ToArbitrary(), steps =>
        {
            using var bench = new PlanBench();
            Dictionary<string, Expected> model = [];
            foreach ((int kind, int a, int b) in steps.Take(12))
            {
                if (kind == 0)
                {
                    bench.Import(Text(a, b));
                    Merge(model, a, b);
                }
                else if (model.ContainsKey($"T{a}") && !model[$"T{a}"].HasLeft)
                {
                    bench.Finish($"T{a}", b);
                    model[$"T{a}"] = model[$"T{a}"] with { Status = b, IsBegun = true };
                }

                Compare(bench, model);
            }

            return true;
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(60));
    }

    private static IEnumerable<int> Tasks(int bits) => Enumerable.Range(0, Most).Where(task => (bits & (1 << task)) != 0);

    private static IEnumerable<int> Needs(int task, int seed) => Enumerable.Range(0, Most).Where(other => other != task && ((seed >> ((task + (other * 3)) % 29)) & 3) == 3);

    private static string Text(int bits, int seed)
    {
        var text = new StringBuilder("# Plan: p\n## Tasks\n");
        foreach (int task in Tasks(bits))
        {
            text.Append(CultureInfo.InvariantCulture, $"### T{task} a\n- needs: {string.Join(", ", Needs(task, seed).Select(need => $"T{need}"))}\n");
        }

        return text.ToString();
    }

    private static void Merge(Dictionary<string, Expected> model, int bits, int seed)
    {
        HashSet<string> named = [.. Tasks(bits).Select(task => $"T{task}")];
        foreach (int task in Tasks(bits))
        {
            Expected known = model.GetValueOrDefault($"T{task}") ?? new Expected(0, IsBegun: false, HasLeft: false, []);
            model[$"T{task}"] = known with { HasLeft = false, Needs = [.. Needs(task, seed).Select(need => $"T{need}")] };
        }

        foreach ((string id, Expected task) in model.Where(task => !named.Contains(task.Key)).ToArray())
        {
            if (task.IsBegun)
            {
                model[id] = task with { HasLeft = true };
            }
            else
            {
                model.Remove(id);
            }
        }
    }

    private static void Compare(PlanBench bench, Dictionary<string, Expected> model)
    {
        IReadOnlyList<ClawTask> tasks = bench.Tasks();
        Assert.Equal(model.Keys.Order(StringComparer.Ordinal), tasks.Select(task => task.Id).Order(StringComparer.Ordinal));
        foreach (ClawTask task in tasks)
        {
            Expected expected = model[task.Id];
            string[] unmet = [.. expected.Needs.Where(need => !model.TryGetValue(need, out Expected? other) || !other.IsSettled).Order(StringComparer.Ordinal)];
            TaskState state = expected.HasLeft ? TaskState.Dropped : expected.Status switch
            {
                2 => TaskState.Done,
                3 => TaskState.Blocked,
                4 => TaskState.Dropped,
                _ => unmet.Length > 0 ? TaskState.Waiting : TaskState.Ready,
            };
            Assert.Equal((task.Id, state, string.Join(' ', unmet)), (task.Id, task.State, string.Join(' ', task.Unmet)));
        }

        if (tasks.Count > 0)
        {
            Assert.Equal(tasks.Sum(task => task.Unmet.Count).ToString(CultureInfo.InvariantCulture), bench.Read("SELECT sum(waiting) FROM task"));
            Assert.Equal(tasks.Count.ToString(CultureInfo.InvariantCulture), bench.Read("SELECT count(DISTINCT rank) FROM task"));
        }
    }

    private sealed record Expected(int Status, bool IsBegun, bool HasLeft, string[] Needs)
    {
        public bool IsSettled => HasLeft || Status is 2 or 4;
    }
}
