using Microsoft.Extensions.AI;
using SynthTool.Definition;

namespace SynthTool.Teachers;

/// <summary>Makes a teacher's client at its first call.</summary>
internal delegate IChatClient ConnectTeacher(TeacherDefinition teacher);
