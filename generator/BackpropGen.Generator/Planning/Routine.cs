namespace BackpropGen.Generator.Planning;

/// <summary>Steps that occur several times, but for the places of their buffers: emitted once, called each time.</summary>
/// <param name="Number">Its number among the program's routines, from 1.</param>
/// <param name="Kind">How threads share its steps.</param>
/// <param name="Steps">The steps, over the buffers of the first occurrence.</param>
/// <param name="Parameters">The buffers whose place differs from call to call, as numbered in the first occurrence.</param>
internal sealed record Routine(int Number, PhaseKind Kind, EquatableArray<Step> Steps, EquatableArray<int> Parameters);

/// <summary>A part of the schedule: a single step, or a call of a routine.</summary>
/// <param name="Step">The step; null for a call.</param>
/// <param name="Routine">The number of the routine called.</param>
/// <param name="Arguments">The buffers passed, one for each of the routine's parameters.</param>
internal sealed record ScheduleItem(Step? Step, int Routine, EquatableArray<int> Arguments);

/// <summary>What one generated method does: a phase, or a part of one.</summary>
/// <param name="Phase">The number of the phase, from 1.</param>
/// <param name="Part">The number of the part, from 1; 0 where it is the whole phase.</param>
/// <param name="Items">Its steps and calls.</param>
internal sealed record SchedulePart(int Phase, int Part, EquatableArray<ScheduleItem> Items);

/// <summary>A program with its repetitions taken out.</summary>
/// <param name="Program">The program.</param>
/// <param name="Routines">What is repeated.</param>
/// <param name="Parts">All steps and calls, in order: one part at least.</param>
internal sealed record Schedule(Program Program, EquatableArray<Routine> Routines, EquatableArray<SchedulePart> Parts);
