using ClawPowers.Core.Plans;
using ClawPowers.Core.Tests.Support;

namespace ClawPowers.Core.Tests.Plans;

public sealed class PlanRemovalTests
{
    private const string Two = "# Plan: cart\n## Tasks\n### T1 One\n### T2 Two\n- needs: T1\n";

    [Fact]
    public void A_plan_is_removed_with_all_its_tasks()
    {
        using var bench = new PlanBench();
        bench.Import(Two);
        bench.Import(Two.Replace("cart", "other", StringComparison.Ordinal));

        IReadOnlyList<RemovablePlan> plans = bench.Store.FindToRemove("CART");
        Assert.Equal(("cart", 2, ClawScope.Global), (plans[0].Name, plans[0].Tasks, plans[0].Scope));
        Assert.Null(Assert.Single(bench.Store.Remove(plans)).Error);

        Assert.Equal(["other"], bench.Store.Names());
        Assert.Equal(("2", "1"), (bench.Read("SELECT count(*) FROM task"), bench.Read("SELECT count(*) FROM task_need")));
        Failure.Of("PlanNotFound", () => bench.Store.FindToRemove("cart"));
        Assert.Empty(bench.Store.FindToRemove("car?"));
    }

    [Fact]
    public void A_plan_that_somebody_works_on_stays_unless_forced()
    {
        using var bench = new PlanBench();
        bench.Import(Two);
        bench.Scratch.Sql($"UPDATE task SET status = 1, claim = 1, lease_until = {bench.Scratch.Time.Now.AddMinutes(5).ToUnixTimeMilliseconds()} WHERE name = 'T1'");
        IReadOnlyList<RemovablePlan> plans = bench.Store.FindToRemove("*");

        Assert.Equal("PlanInUse", Assert.Single(bench.Store.Remove(plans)).Error!.ErrorId);
        Assert.Equal(["cart"], bench.Store.Names());
        bench.Scratch.Time.Move(TimeSpan.FromMinutes(6));
        Assert.Null(Assert.Single(bench.Store.Remove(plans)).Error);
        bench.Import(Two);
        bench.Scratch.Sql("UPDATE task SET status = 1, claim = 1, lease_until = 99999999999999 WHERE name = 'T1'");
        Assert.Null(Assert.Single(bench.Store.Remove(bench.Store.FindToRemove("*"), force: true)).Error);
    }
}
