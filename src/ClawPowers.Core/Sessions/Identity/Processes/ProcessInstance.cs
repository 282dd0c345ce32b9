namespace ClawPowers.Core.Sessions.Identity.Processes;

/// <summary>A process that runs. Its number and its start tell it from every other of its host.</summary>
/// <param name="Id">Its number.</param>
/// <param name="ParentId">The number of the process that started it, or took it over; 0 for none.</param>
/// <param name="Started">When it started, in what its system counts: greater is later.</param>
/// <param name="Name">The program's name as its system keeps it, perhaps cut.</param>
internal readonly record struct ProcessInstance(int Id, int ParentId, long Started, string Name);
