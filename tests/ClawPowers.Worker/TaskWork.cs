using ClawPowers.Core;
using ClawPowers.Core.Errors;
using ClawPowers.Core.Plans;
using ClawPowers.Core.Plans.Tasks;

namespace ClawPowers.Work;

/// <summary>Works on a plan as an agent does, until all of it is done: goes on with what its session had, then takes one task after the other.</summary>
internal static class TaskWork
{
    public static void Do(ClawContext context, string plan, TimeSpan lease, int longest)
    {
        for (ClawTask? task = Resume(context, plan, lease); ;)
        {
            if (task is not null)
            {
                Say("started", task);
                Thread.Sleep(Random.Shared.Next(longest));
                Say(Complete(context, task) ? "done" : "lost", task);
            }
            else if (new PlanStore(context).Tasks(new TaskQuery { Plans = [plan] }).All(static task => task.State == TaskState.Done))
            {
                return;
            }
            else
            {
                Thread.Sleep(20);
            }

            task = new TaskBoard(context).Start(new StartTaskRequest { Plan = plan, LeaseFor = lease });
        }
    }

    private static ClawTask? Resume(ClawContext context, string plan, TimeSpan lease)
    {
        try
        {
            return new TaskBoard(context).Renew(new RenewTaskRequest { Plan = plan, LeaseFor = lease });
        }
        catch (ClawException exception) when (exception.ErrorId is "TaskNotFound" or "TaskLeaseLost")
        {
            return null;
        }
    }

    private static bool Complete(ClawContext context, ClawTask task)
    {
        try
        {
            return new TaskBoard(context).Complete(new CompleteTaskRequest { Id = task.Id, Plan = task.Plan, Claim = task.Claim }).State == TaskState.Done;
        }
        catch (ClawException exception) when (exception.ErrorId == "TaskLeaseLost")
        {
            return false;
        }
    }

    private static void Say(string what, ClawTask task) => Console.WriteLine(FormattableString.Invariant($"{what} {task.Id} {task.Claim}"));
}
