-- What this version adds is in the first file. Version 8 exists so that all databases count alike.

insert ignore into claviger_schema (version) values (8);
